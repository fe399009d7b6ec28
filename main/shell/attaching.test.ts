import { describe, expect, it } from 'vitest';
import { err, ok } from '../../shared/kernel/result.ts';
import { Attaching, type AttachingParts } from './attaching.ts';

function attaching(change: Partial<AttachingParts> = {}) {
  const done: string[] = [];
  const parts: AttachingParts = {
    ask: () => Promise.resolve(['/home/a/chosen.pdf']),
    add: ({ file }) => {
      done.push(`add ${file}`);
      return Promise.resolve(ok({ name: file.split('/').at(-1) }));
    },
    open: () => Promise.resolve(ok({ path: '/data/opened/a.pdf', opens: true })),
    openPath: (path) => {
      done.push(`open ${path}`);
      return Promise.resolve(true);
    },
    showInFolder: (path) => void done.push(`show ${path}`),
    ...change,
  };
  return { done, attaching: new Attaching(parts) };
}

describe('attaching', () => {
  it('asks which files', async () => {
    const { done, attaching: it } = attaching();
    expect(await it.attach({ step: 'step', dropped: false })).toEqual(
      ok({ names: ['chosen.pdf'], asks: [] }),
    );
    expect(done).toEqual(['add /home/a/chosen.pdf']);
    const closed = attaching({ ask: () => Promise.resolve([]) }).attaching;
    expect(await closed.attach({ step: 'step', dropped: false })).toEqual(ok(null));
  });

  it('takes what was dropped once, and no exchange files', async () => {
    const { done, attaching: it } = attaching();
    expect(it.drop(['/a.pdf', '/b.BASCULE', 'relative.pdf', 7])).toBe(1);
    expect(await it.attach({ step: 'step', dropped: true })).toEqual(
      ok({ names: ['a.pdf'], asks: [] }),
    );
    expect(await it.attach({ step: 'step', dropped: true })).toEqual(ok(null));
    expect(done).toEqual(['add /a.pdf']);
    expect(it.drop('nothing')).toBe(0);
  });

  it('attaches nothing whose name looks like a secret, until somebody says that it is none', async () => {
    const { done, attaching: it } = attaching();
    it.drop(['/a.pdf', '/mdp_Lilas2024.txt']);
    expect(await it.attach({ step: 'step', dropped: true })).toEqual(
      ok({ names: [], asks: ['mdp_Lilas2024.txt'] }),
    );
    expect(done).toEqual([]);
    expect(await it.attach({ step: 'step', dropped: true, confirmed: true })).toEqual(
      ok({ names: ['a.pdf', 'mdp_Lilas2024.txt'], asks: [] }),
    );
    expect(done).toEqual(['add /a.pdf', 'add /mdp_Lilas2024.txt']);
  });

  it('stops at a file that cannot be attached', async () => {
    const failure = { type: 'FileEmpty', file: 'b.pdf' } as const;
    const { attaching: it } = attaching({
      add: ({ file }) => Promise.resolve(file === '/b.pdf' ? err(failure) : ok({ name: file })),
    });
    it.drop(['/a.pdf', '/b.pdf', '/c.pdf']);
    expect(await it.attach({ step: 'step', dropped: true })).toEqual(err(failure));
  });

  it('opens what runs nothing, and shows the rest in its folder', async () => {
    const pdf = attaching();
    expect(await pdf.attaching.show('id')).toEqual(ok({ opened: true }));
    expect(pdf.done).toEqual(['open /data/opened/a.pdf']);
    const path = '/data/opened/a.exe';
    const program = attaching({ open: () => Promise.resolve(ok({ path, opens: false })) });
    expect(await program.attaching.show('id')).toEqual(ok({ opened: false }));
    expect(program.done).toEqual([`show ${path}`]);
    const noProgram = attaching({ openPath: () => Promise.resolve(false) });
    expect(await noProgram.attaching.show('id')).toEqual(ok({ opened: false }));
    expect(noProgram.done).toEqual(['show /data/opened/a.pdf']);
  });
});
