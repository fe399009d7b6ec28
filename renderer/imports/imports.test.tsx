import { screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { ok } from '../../shared/kernel/result.ts';
import type {
  ImportPreview,
  ImportRow,
  Issue,
  OpenedImport,
} from '../../shared/imports/imports.contract.ts';
import { createMemoryBridge, type MemoryBridge } from '../testing/memoryBridge.ts';
import { pageReady, renderApp } from '../testing/renderApp.tsx';
import { sampleKit } from '../testing/sampleKit.ts';

const issue: Issue = {
  row: 3,
  column: 'Nom',
  type: 'missing',
  values: {},
  level: 'error',
};
const rows: ImportRow[] = [
  { row: 2, outcome: 'created', name: 'Collège Neuf', fields: ['code', 'name'], issues: [] },
  { row: 3, outcome: 'error', name: '0801235H', fields: [], issues: [issue] },
];
const opened: OpenedImport = {
  id: 'import-1',
  name: 'académie.xlsx',
  kind: 'establishments',
  sheets: [
    { name: 'Écoles', rows: 2, kind: 'establishments' },
    { name: 'Gens', rows: 5, kind: 'people' },
    { name: 'Notes', rows: 9, kind: null },
  ],
  text: null,
  formulas: 0,
};

function preview(kind: ImportPreview['kind'], sheet: number): ImportPreview {
  return {
    kind,
    sheet,
    headerRow: 1,
    headings: ['UAI', 'Nom'],
    samples: ['0801234G', 'Collège Neuf'],
    mapping: ['code', 'name'],
    remembered: false,
    missing: [],
    programme: { id: 'opale', name: 'Op@le' },
    counts: { rows: 2, created: 1, updated: 0, unchanged: 0, errors: 1, warnings: 0 },
    headingIssues: [],
    territories: [],
  };
}

async function open(change: (memory: MemoryBridge) => void = () => {}) {
  const memory = createMemoryBridge({ kits: [sampleKit()] });
  memory.tables['imports.choose'] = () => ok(opened);
  memory.methods['imports.preview'] = ({ kind, sheet }) => ok(preview(kind, sheet ?? 0));
  memory.methods['imports.rows'] = ({ errorsOnly }) => {
    const found = errorsOnly ? rows.filter(({ issues }) => issues.length > 0) : rows;
    return ok({ total: found.length, rows: found });
  };
  memory.methods['imports.run'] = () =>
    ok({ rows: 2, created: 1, updated: 0, unchanged: 0, errors: 1, issues: [issue] });
  memory.methods['imports.places'] = () =>
    ok([
      {
        id: 'opale',
        name: 'Op@le',
        mayCreate: true,
        levels: [],
        territories: [],
        waves: [{ id: 'w8', name: 'V8' }],
      },
    ]);
  change(memory);
  const user = await renderApp(memory, '/import/establishments?wave=w8');
  await pageReady('imports');
  return { memory, user };
}
const button = (name: string | RegExp) => screen.findByRole('button', { name });
const calls = (memory: MemoryBridge, name: string) =>
  memory.calls.filter((call) => call.name === name).map(({ input }) => input);

it('a table is looked at before anything is written, and each error says its row and column', async () => {
  const { memory, user } = await open();
  await user.click(await button('Choisir un fichier…'));
  await button('Importer 1 ligne');
  expect(screen.getByText(/rien n’est encore écrit/)).toBeVisible();
  expect(calls(memory, 'imports.run')).toEqual([]);
  // The wave that the person came from.
  expect(calls(memory, 'imports.preview').at(-1)).toMatchObject({ wave: 'w8' });
  await user.click(screen.getByRole('checkbox', { name: /Seulement/ }));
  const grid = screen.getByRole('grid', { name: 'Lignes du tableau' });
  await waitFor(() => expect(grid).toHaveAttribute('aria-rowcount', '2'));
  await user.click(await within(grid).findByText('À corriger'));
  const panel = screen.getByRole('complementary', { name: 'Ligne 3' });
  expect(panel).toHaveTextContent('NomLa cellule est vide');
  await user.keyboard('{Escape}');
  within(panel).getByRole('button', { name: 'Fermer le volet' }).focus();
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('complementary')).toBeNull();
});

it('a row tells all that is wrong with it, and a table without its columns which are missing', async () => {
  const second: Issue = { ...issue, column: 'Effectif', type: 'notACount', values: { value: 'x' } };
  const { user } = await open((bridge) => {
    bridge.methods['imports.rows'] = () =>
      ok({ total: 1, rows: [{ ...rows[1]!, issues: [issue, second] }] });
    bridge.methods['imports.preview'] = ({ kind, sheet }) => {
      const seen = preview(kind, sheet ?? 0);
      const none = { rows: 0, created: 0, updated: 0, unchanged: 0, errors: 0, warnings: 0 };
      return ok(kind === 'people' ? { ...seen, missing: ['schools'], counts: none } : seen);
    };
  });
  await user.click(await button('Choisir un fichier…'));
  const row = (await screen.findByText('À corriger')).closest('[role="row"]');
  expect(row).toHaveTextContent(/2 problèmes.*Nom · La cellule est vide.*Effectif · « x »/);
  await user.selectOptions(screen.getByLabelText('Ce que contient le tableau'), 'people');
  expect(await screen.findByText(/Indiquez la colonne de.*Codes \(établissements\)/)).toBeVisible();
  expect(screen.queryByText(/\b0 ligne/)).toBeNull();
});

it('a row says which request it would change, in the list and beside it', async () => {
  const target = { reference: 'B-8BVRTT', number: 'R-7', title: 'Plafond' };
  const row = { ...rows[1]!, outcome: 'updated' as const, target, fields: ['status'] };
  const { user } = await open((bridge) => {
    bridge.methods['imports.rows'] = () => ok({ total: 1, rows: [{ ...row, issues: [issue] }] });
  });
  await user.click(await button('Choisir un fichier…'));
  const changes = /Modifie la demande B-8BVRTT \(n° R-7\) «.Plafond.»/;
  const tag = await screen.findByText('À modifier');
  expect(tag.closest('[role="row"]')).toHaveTextContent(changes);
  await user.click(tag);
  expect(screen.getByRole('complementary')).toHaveTextContent(changes);
});

it('what was left out is told row by row, and the workbook’s next sheet follows', async () => {
  const { memory, user } = await open();
  await user.click(await button('Choisir un fichier…'));
  await user.click(await button('Importer 1 ligne'));
  const table = await screen.findByRole('table');
  expect(within(table).getAllByRole('row').at(-1)).toHaveTextContent('3NomLa cellule est vide');
  await user.click(await button(/^Continuer avec la feuille «.Gens.»$/));
  await waitFor(() =>
    expect(calls(memory, 'imports.preview').at(-1)).toMatchObject({ kind: 'people', sheet: 1 }),
  );
  await user.click(await button('Importer 1 ligne'));
  await button('Voir la liste');
  // Nothing is left but a sheet that nobody understands.
  expect(screen.queryByRole('button', { name: /Continuer/ })).toBeNull();
});

it('an import that is taken back is looked at again, and cannot be taken back twice', async () => {
  const { memory, user } = await open((bridge) => {
    bridge.methods['sync.undo'] = () =>
      ok({ entity: 'establishment', row: 'e', scope: 'establishment:e', rows: 1 });
  });
  await user.click(await button('Choisir un fichier…'));
  await user.click(await button('Importer 1 ligne'));
  await user.click(await button('Annuler l’import'));
  await button('Importer 1 ligne');
  expect(screen.queryByRole('button', { name: 'Annuler l’import' })).toBeNull();
  expect(calls(memory, 'sync.undo')).toHaveLength(1);
});

it('a column that is missing is asked for, and nothing can be imported before', async () => {
  const { memory, user } = await open((bridge) => {
    bridge.methods['imports.preview'] = ({ kind, mapping }) =>
      ok({
        ...preview(kind, 0),
        mapping: mapping ?? ['code', null],
        missing: mapping?.includes('name') === true ? [] : ['name'],
        counts: { rows: 2, created: 0, updated: 0, unchanged: 0, errors: 0, warnings: 0 },
      });
  });
  await user.click(await button('Choisir un fichier…'));
  expect(await screen.findByRole('alert')).toHaveTextContent('Indiquez la colonne de : Nom.');
  expect(await button('Importer')).toBeDisabled();
  await user.selectOptions(screen.getByRole('combobox', { name: 'Nom' }), 'name');
  await waitFor(() =>
    expect(calls(memory, 'imports.preview').at(-1)).toMatchObject({ mapping: ['code', 'name'] }),
  );
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
});

it('what is pasted is sent in pieces', async () => {
  const { memory, user } = await open((bridge) => {
    bridge.methods['imports.paste'] = ({ id, done }) =>
      ok({ id: id ?? 'import-2', opened: done ? { ...opened, name: '' } : null });
  });
  const box = await screen.findByRole('textbox', { name: /collez des cellules/ });
  await user.click(box);
  await user.paste(`UAI\tNom\n${'x'.repeat(60_000)}`);
  await user.click(await button('Lire ces cellules'));
  await screen.findByText(/Cellules collées/);
  expect(calls(memory, 'imports.paste')).toEqual([
    expect.objectContaining({ done: false }),
    expect.objectContaining({ id: 'import-2', done: true }),
  ]);
});
