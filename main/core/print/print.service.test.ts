import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ok } from '../../../shared/kernel/result.ts';
import type { Language } from '../../../shared/kernel/language.ts';
import { programmeWords } from '../../../shared/messages/programmeWords.ts';
import type { KitStepView, KitView } from '../../../shared/kit/kit.contract.ts';
import { createPrintService } from './print.service.ts';
import { printedKit } from './printedKit.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bascule print é '));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function step(id: string, more: Partial<KitStepView>): KitStepView {
  return {
    id,
    action: id,
    description: null,
    title: { fr: `Action ${id}`, ar: `عملية ${id}` },
    phase: 'one',
    actors: ['sg'],
    due: '2024-01-15',
    status: 'todo',
    note: null,
    doneOn: null,
    ...more,
  } as KitStepView;
}

/** The product's words, but for the switchover's. */
const words = (language: Language) =>
  programmeWords(language, {
    actors: [],
    vocabulary: {
      switchover: {
        one: { fr: 'exploitation en réel', ar: 'الاستغلال الفعلي' },
        many: { fr: 'exploitations en réel' },
      },
    },
  });

const kit = {
  establishment: {
    id: 'e1',
    name: 'Lycée A. Camus',
    town: 'Laon',
    wave: { id: 'w', label: 'V6' },
    programme: { id: 'op', name: 'Op@le' },
    switchoverDate: '2024-01-01',
  },
  kitName: { fr: 'Kit de bascule', ar: 'عُدّة الإرساء' },
  phases: [{ id: 'one', label: { fr: 'Cadrage', ar: 'التأطير' } }],
  actors: [
    { id: 'sg', label: { fr: 'Secrétaire général' }, roles: ['bursar'] },
    { id: 'adsi', label: { fr: 'ADSI' }, roles: ['technician'] },
  ],
  today: '2024-01-22',
  steps: [
    step('a', { status: 'done', doneOn: '2024-01-10' }),
    // Spaces that do not break, as people and word processors write them.
    step('b', { note: '«\u00A0Attendre\u00A0» la\u202Fclé\u2009; demain', status: 'blocked' }),
    step('c', { actors: ['adsi'], phase: 'gone', due: null, status: 'notApplicable' }),
  ],
} as unknown as KitView;

describe('the words of a printed kit', () => {
  it('say where, for whom and how far, and leave no action out', () => {
    const all = printedKit(kit, 'fr', null, words('fr'));
    expect(all.facts).toEqual([
      'Op@le',
      'V6',
      'exploitation en réel le 1er janvier 2024',
      'actions faites\u00A0: 1 sur 2',
      '1 en retard',
    ]);
    expect(all.phases.map(({ name, steps }) => [name, steps.length])).toEqual([
      ['Cadrage', 2],
      ['Autres actions', 1],
    ]);
    expect(all.phases[0]!.steps[0]!.state).toBe('fait le 10/01/2024');
  });

  it('hold the actions of one role, in the language that was asked for', () => {
    const one = printedKit(kit, 'ar', ['adsi'], words('ar'));
    expect(one.phases.flatMap(({ steps }) => steps.map(({ title }) => title))).toEqual(['عملية c']);
    expect(one.title).toBe('عُدّة الإرساء');
    expect(one.facts).toContain('الاستغلال الفعلي يوم 1 يناير 2024');
    const { establishment } = kit;
    const named = { ...kit, establishment: { ...establishment, nameAr: 'إعدادية العرفان' } };
    expect(printedKit(named, 'ar', null, words('ar')).place).toMatch(/^إعدادية العرفان/);
    expect(printedKit(named, 'fr', null, words('fr')).place).toContain(establishment.name);
  });
});

describe('printing', () => {
  const { kit: print } = createPrintService(
    () => ok(kit),
    (_, language) => words(language),
  );

  it.each(['fr', 'en', 'ar'] as const)('writes a paper in %s', async (language) => {
    const file = join(folder, 'kit.pdf');
    const printed = await print({ file, language });
    expect(printed).toMatchObject({ value: { actions: 3, pages: 1 } });
    expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
    // Over an older one of its own.
    expect((await print({ file, language, role: 'bursar' })).ok).toBe(true);
  });

  it('writes over nothing else, and says where nobody of that role is', async () => {
    const file = join(folder, 'kit.pdf');
    writeFileSync(file, '%PDF-1.7 somebody else’s');
    const refused = await print({ file, language: 'fr' });
    expect(refused).toMatchObject({ error: { type: 'FileExists', file } });
    expect(readFileSync(file, 'utf8')).toBe('%PDF-1.7 somebody else’s');
    expect(await print({ file, language: 'fr', over: true })).toMatchObject({ ok: true });
    expect(readFileSync(file, 'latin1')).not.toContain('somebody');
    const nobody = await print({ file: join(folder, 'n.pdf'), language: 'fr', role: 'cook' });
    expect(nobody).toMatchObject({
      error: { type: 'BadInput', detail: 'role: sg | bursar | adsi | technician' },
    });
  });
});
