import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { AttachmentView } from '../../shared/attachments/attachments.contract.ts';
import { err, ok } from '../../shared/kernel/result.ts';
import { createMemoryBridge, type MemoryBridge } from '../testing/memoryBridge.ts';
import { pageReady, renderApp, rowOf } from '../testing/renderApp.tsx';
import { sampleKit } from '../testing/sampleKit.ts';

const file: AttachmentView = {
  id: 'f-1',
  name: 'Procès-verbal.pdf',
  mediaType: 'application/pdf',
  bytes: 1_468_006,
  addedBy: { person: 'p-1', name: 'Blandine Viorne', me: true },
  addedAt: Date.now(),
  state: { type: 'here' },
  opens: true,
};

async function openPanel(
  files: readonly AttachmentView[],
  shell: (name: string, input: unknown) => unknown = () => ok(null),
): Promise<{
  memory: MemoryBridge;
  section: HTMLElement;
  user: Awaited<ReturnType<typeof renderApp>>;
}> {
  const kit = sampleKit();
  const step = kit.steps[0]!;
  const memory = createMemoryBridge({ kits: [kit], attachments: { [step.id]: [...files] } });
  for (const name of ['attachments.attach', 'attachments.show']) {
    (memory.methods as unknown as Record<string, unknown>)[name] = (input: unknown) =>
      shell(name, input);
  }
  const user = await renderApp(memory, '/kit');
  await pageReady('kit');
  await user.click(rowOf(step.title.fr));
  const section = await screen.findByRole('region', { name: 'Pièces jointes' });
  return { memory, section, user };
}

describe('the files of a step', () => {
  it.each<[AttachmentView['state'], string]>([
    [{ type: 'here' }, 'sur ce poste et sur le serveur'],
    [{ type: 'toSend', percent: 40 }, 'sur ce poste, à envoyer (40\u202F%)'],
    [{ type: 'onServer' }, 'sur le serveur'],
    [{ type: 'fetching', percent: 5 }, 'en cours de réception (5\u202F%)'],
    [{ type: 'elsewhere' }, 'encore sur le poste de la personne qui l’a joint'],
    [{ type: 'refused', reason: 'notAllowed' }, 'Le serveur ne l’a pas accepté'],
  ])('says where they are: %j', async (state, words) => {
    const { section } = await openPanel([{ ...file, state }]);
    expect(section.textContent.replaceAll('\u00A0', '\u202F')).toContain(words);
    expect(section.textContent).toContain('1,4\u00A0Mo · par vous, à ');
  });

  it('stand in the panel beside its other parts, when the step changes as well', async () => {
    const { memory, user } = await openPanel([file]);
    await user.click(rowOf(memory.state.kits[0]!.steps[1]!.title.fr));
    await user.click(rowOf(memory.state.kits[0]!.steps[0]!.title.fr));
    await screen.findByText(file.name);
    expect(screen.getAllByRole('textbox', { name: 'Note' })).toHaveLength(1);
    expect(screen.getAllByRole('region', { name: 'Pièces jointes' })).toHaveLength(1);
  });

  it('says that there are none, and what to attach', async () => {
    const { section } = await openPanel([]);
    expect(section.textContent).toContain('Joignez ce qui montre que c’est fait');
  });

  it('attaches what the shell’s dialog gave', async () => {
    const { memory, section, user } = await openPanel([], () => ok({ names: ['a.pdf'] }));
    await user.click(within(section).getByRole('button', { name: 'Joindre un fichier' }));
    expect(memory.calls).toContainEqual({
      name: 'attachments.attach',
      input: { step: expect.any(String), dropped: false },
    });
    expect(await screen.findByText(/Joint.*a\.pdf/)).toBeInTheDocument();
  });

  it('says what was wrong with a file', async () => {
    const { section, user } = await openPanel([], () =>
      err({ type: 'FileEmpty', file: 'vide.pdf' }),
    );
    await user.click(within(section).getByRole('button', { name: 'Joindre un fichier' }));
    expect(await screen.findByText(/vide\.pdf.*vide/)).toBeInTheDocument();
  });

  it('opens, or says that a file is shown in its folder', async () => {
    const { section, user } = await openPanel([{ ...file, name: 'a.exe', opens: false }], () =>
      ok({ opened: false }),
    );
    await user.click(
      within(section).getByRole('button', { name: /a\.exe/, description: /Montrer/ }),
    );
    expect(await screen.findByText(/ne s’ouvre pas d’ici/)).toBeInTheDocument();
  });

  it('removes with a way back', async () => {
    const { section, user } = await openPanel([file]);
    await user.click(within(section).getByRole('button', { name: /Retirer/ }));
    await waitFor(() => expect(section.textContent).not.toContain('Procès-verbal.pdf'));
    const notice = await screen.findByText(/Retiré/);
    expect(notice.closest('[role="status"]')).not.toBeNull();
    expect(screen.getByRole('button', { name: /Annuler/ })).toBeInTheDocument();
  });

  it('takes files that are let go over it', async () => {
    const { memory, section } = await openPanel([]);
    const dataTransfer = { types: ['Files'], files: [] };
    fireEvent.dragOver(section, { dataTransfer });
    expect(section.textContent).toContain('Lâchez pour joindre');
    fireEvent.drop(section, { dataTransfer });
    await waitFor(() =>
      expect(memory.calls).toContainEqual({
        name: 'attachments.attach',
        input: { step: expect.any(String), dropped: true },
      }),
    );
  });
});
