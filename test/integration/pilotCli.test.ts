import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textRow, workbookBytes } from '../../main/core/imports/reading/testing.ts';
import { temporaryFolder } from '../support/folders.ts';
import { bascule, spawnServer, type Finished, type ServerProcess } from '../support/processes.ts';

/* What a pilot's scripts ask of the command line: lists, figures, imports, codes. */

const folder = temporaryFolder();
const data = join(folder, 'pilot');
let server: ServerProcess;

beforeAll(async () => {
  server = await spawnServer(join(folder, 'server'));
  const code = 'demo-clemence.frenaie';
  const enrolled = await run('enrol', '--server', server.url, '--code', code);
  if (enrolled.code !== 0) throw new Error(enrolled.err);
});
afterAll(() => server.stop());

function run(...args: string[]): Promise<Finished> {
  return bascule([...args, '--data', data, '--json']);
}

async function rows(...args: string[]): Promise<Record<string, unknown>[]> {
  const finished = await run(...args);
  expect(finished).toMatchObject({ code: 0, err: '' });
  return JSON.parse(finished.out) as Record<string, unknown>[];
}

describe('lists are arrays of all that the person may read', () => {
  it('for programmes', async () => {
    expect(await rows('programmes')).toMatchObject([
      { id: 'opale', name: 'Op@le', waves: 3, establishments: 72, roles: ['pilot'] },
    ]);
  });

  it('for waves', async () => {
    const waves = await rows('waves');
    expect(waves.map(({ id }) => id)).toEqual(expect.arrayContaining(['op-v5', 'op-v6', 'op-v7']));
    expect(waves.find(({ id }) => id === 'op-v6')).toMatchObject({ establishments: 61 });
  });

  it('for establishments, of a wave or with some words too', async () => {
    expect(await rows('establishments')).toHaveLength(72);
    const members = await rows('establishments', '--wave', 'op-v6');
    expect(members).toHaveLength(61);
    expect(members.find(({ id }) => id === 'etab-v6-01')).toMatchObject({
      code: expect.stringMatching(/^\d{7}[A-Z]$/),
      programme: 'opale',
      wave: 'op-v6',
      progress: { done: 45, applicable: 91, percent: 49.45 },
      bucket: 'over',
    });
    expect(await rows('waves', '--wave', 'op-v6')).toMatchObject([{ id: 'op-v6' }]);
    const found = await rows('establishments', '--search', 'abbeville');
    // As the list itself writes a name with its town.
    const { name, town } = found[0] as { name: string; town: string };
    expect(await rows('establishments', '--search', `${name}, ${town}`)).toEqual([found[0]]);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ town }) => town === 'Abbeville')).toBe(true);
  });

  it('for people, each once', async () => {
    const people = await rows('people');
    expect(new Set(people.map(({ person }) => person)).size).toBe(people.length);
    expect(await rows('people', '--search', 'edgar bergenia')).toMatchObject([
      { name: 'Edgar Bergenia', roles: [{ role: 'bursar' }], schools: 1 },
    ]);
  });

  it('and what is not here, or asked for wrongly, is refused with a reason, not empty', async () => {
    for (const args of [
      ['establishments', '--wave', 'op-v66'],
      ['people', '--wave', 'op-v66'],
      ['establishments', '--programme', 'opal'],
      ['figures', '--wave', 'op-v66'],
      ['waves', '--programme', 'opal'],
      ['waves', 'postpone', '--establishment', 'etab-v6-01', '--months', '0', '--reason', 'x'],
      ['kit'],
      ['kit', '--as-of', '2024-01-01'],
      ['kit', '--establishment', 'etab-v6-01', '--as-of', '2024-01-23'],
      ['figures', '--as-of', '2024-01-23'],
      ['kit', 'print', join(folder, 'none.pdf')],
      ['kit', 'print', join(folder, 'none.pdf'), '--lang', 'de'],
      ['people', '--frob'],
    ]) {
      const finished = await run(...args);
      expect(finished.code).toBe(2);
      expect(JSON.parse(finished.out)).toMatchObject({ ok: false });
      expect(finished.err.trim().split('\n')).toHaveLength(1);
    }
  });
});

describe('figures', () => {
  it('are the committee’s, today and as of a past day', async () => {
    const figures = JSON.parse((await run('figures', '--wave', 'op-v6')).out);
    expect(figures).toMatchObject({
      establishments: 61,
      buckets: [{ count: 15 }, { count: 30 }, { count: 16 }],
      budgets: { loaded: 50, total: 61, percent: 81.97 },
      gaps: { observedNotDeclared: 25 },
    });
    const past = JSON.parse((await run('figures', '--wave', 'op-v6', '--as-of', '2023-12-31')).out);
    expect(past).toMatchObject({
      establishments: 61,
      buckets: [{ count: 14 }, { count: 31 }, { count: 16 }],
      budgets: { observedOn: null },
    });
  });
});

describe('a day that has not come', () => {
  it('is refused by naming the last one', async () => {
    const ahead = await run('figures', '--as-of', '2024-01-23');
    expect(JSON.parse(ahead.out)).toMatchObject({
      error: { type: 'DayAhead', message: expect.stringContaining('22 janvier 2024') },
    });
    expect((await run('figures', '--as-of', '2024-01-22')).code).toBe(0);
  });
});

describe('codes', () => {
  it('are written for the people that are listed, and end up in a table', async () => {
    const file = join(folder, 'codes.csv');
    const made = await run('people', 'codes', file, '--search', 'edgar bergenia');
    expect(JSON.parse(made.out)).toEqual({ file, codes: 1 });
    const [, line] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
    const code = line!.split(';')[2]!;
    const other = join(folder, 'bursar');
    const enrolled = await bascule([
      'enrol',
      '--server',
      server.url,
      '--code',
      code,
      '--data',
      other,
      '--json',
    ]);
    expect(JSON.parse(enrolled.out)).toMatchObject({ person: 'edgar.bergenia' });
  });

  it('wait for a sync where the server does not know the people yet, and say so', async () => {
    const people = join(folder, 'news.csv');
    const code = (await rows('establishments', '--wave', 'op-v6'))[0]!['code'] as string;
    writeFileSync(
      people,
      `Nom;Prénom;Mél;UAI;Rôle\nOrme;Fanny;fanny.orme@exemple.fr;${code};Gestionnaire\n`,
    );
    const imported = await run('import', 'people', people, '--wave', 'op-v6');
    expect(JSON.parse(imported.out)).toMatchObject({ created: 1, errors: [] });
    const file = join(folder, 'early.csv');
    const early = await run('people', 'codes', file, '--search', 'fanny orme');
    expect(early.code).toBe(2);
    expect(JSON.parse(early.out)).toMatchObject({ error: { type: 'NoCodes' } });
    expect(existsSync(file)).toBe(false);
    await run('sync');
    const made = await run('people', 'codes', file, '--search', 'fanny orme');
    expect(JSON.parse(made.out)).toEqual({ file, codes: 1 });
  });

  it('are made for nobody where nobody matches: no file is left', async () => {
    const file = join(folder, 'none.csv');
    const made = await run('people', 'codes', file, '--search', 'nobody of that name');
    expect(JSON.parse(made.out)).toEqual({ file: null, codes: 0 });
    expect(existsSync(file)).toBe(false);
  });
});

describe('an import', () => {
  const heading = 'UAI;Dénomination;Ville;Type';
  const lines = [
    '0801111Y;Collège des Écluses;Amiens;Collège',
    'pas-un-code;Collège du Canal;Amiens;Collège',
    '0801111Y;Collège des Écluses bis;Amiens;Collège',
  ];

  it('reads Windows-1252 with semicolons, tells errors by row and column, and changes nothing when dry', async () => {
    const file = join(folder, 'établissements.csv');
    writeFileSync(file, Buffer.from([heading, ...lines].join('\r\n'), 'latin1'));
    const dry = await run('import', 'establishments', file, '--wave', 'op-v7', '--dry-run');
    expect(dry.code).toBe(2);
    const report = JSON.parse(dry.out);
    expect(report).toMatchObject({ created: 1, updated: 0, unchanged: 0, dryRun: true });
    expect(report.errors).toMatchObject([
      { row: 3, column: 'UAI', message: expect.stringContaining('PAS-UN-CODE') },
      { row: 4, column: 'UAI', message: expect.stringContaining('ligne 2') },
    ]);
    expect(await rows('establishments')).toHaveLength(72);
  });

  it('takes the rows that are right, and again changes nothing', async () => {
    const file = join(folder, 'deux.csv');
    writeFileSync(
      file,
      [heading, lines[0], ' 080 1112z ;Collège du Canal;Amiens;Collège', ''].join('\n'),
    );
    const args = ['import', 'establishments', file, '--wave', 'op-v7'];
    expect(JSON.parse((await run(...args)).out)).toMatchObject({ created: 2, errors: [] });
    expect(await rows('establishments')).toHaveLength(74);
    expect(JSON.parse((await run(...args)).out)).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 2,
      errors: [],
    });
    const sent = JSON.parse((await run('sync')).out);
    expect(sent).toMatchObject({ rejected: 0 });
  });

  it('loses no school whose code stands in a wrong row before, and says which columns it did not read', async () => {
    const file = join(folder, 'trois.csv');
    writeFileSync(
      file,
      [
        `${heading};Humeur`,
        '0801113A;;Amiens;Collège;x',
        '0801113A;Collège Neuf;Amiens;Collège;x',
      ].join('\n'),
    );
    const report = JSON.parse((await run('import', 'establishments', file, '--dry-run')).out);
    expect(report).toMatchObject({ created: 1, errors: [{ row: 2, column: 'Dénomination' }] });
    expect(report.warnings).toContainEqual(expect.objectContaining({ row: 1, column: 'Humeur' }));
  });

  it('takes nothing as observed on a day that does not exist, or is still to come', async () => {
    const file = join(folder, 'constats.csv');
    const observed = [
      '0029001Y;31/02/2024;oui',
      '0029009G;01/01/2099;oui',
      '0029011J;15/01/2024;oui',
    ];
    writeFileSync(file, ['UAI;Observé le;Budget chargé', ...observed].join('\n'));
    const report = JSON.parse((await run('import', 'observed', file, '--dry-run')).out);
    expect(report.errors).toMatchObject([
      { row: 2, column: 'Observé le' },
      { row: 3, column: 'Observé le' },
    ]);
  });

  it('takes hundreds of people, and the list of people is whole', async () => {
    const before = (await rows('people')).length;
    const file = join(folder, 'personnes.csv');
    const people = Array.from(
      { length: 520 },
      (_, n) => `Nom${n};Prénom;p${n}@exemple.fr;agent comptable;0800001S`,
    );
    const head = 'Nom;Prénom;Courriel;Fonction;UAI';
    const [school] = await rows('establishments', '--wave', 'op-v6');
    const lines = people.map((line) => line.replace('0800001S', String(school!['code'])));
    writeFileSync(file, [head, ...lines].join('\n'));
    const report = JSON.parse((await run('import', 'people', file)).out);
    expect([report.created, report.errors.length]).toEqual([520, 0]);
    const listed = await rows('people');
    expect(listed).toHaveLength(before + 520);
    expect(new Set(listed.map(({ person }) => person)).size).toBe(listed.length);
  });

  it('tells merged headings, by their place', async () => {
    const file = join(folder, 'fusion.xlsx');
    const data = [
      textRow(1, ['UAI', 'Nom', 'Ville']),
      textRow(2, ['0801114B', 'Collège de la Digue', 'Amiens', 'Collège']),
    ].join('');
    const merged = (place: string) => `<mergeCells><mergeCell ref="${place}"/></mergeCells>`;
    const looked = () => run('import', 'establishments', file, '--dry-run');
    writeFileSync(file, workbookBytes(data, merged('C1:D1')));
    const report = JSON.parse((await looked()).out);
    expect(report).toMatchObject({ created: 1, errors: [] });
    expect(report.warnings).toContainEqual({
      row: 1,
      column: 'D',
      message: expect.stringContaining('C1:D1'),
    });
    // Where a needed column is under the merged heading, that is what is said.
    writeFileSync(file, workbookBytes(data.replace('>Nom<', '><'), merged('A1:B1')));
    expect(JSON.parse((await looked()).out)).toMatchObject({
      error: { type: 'HeadingsMerged', message: expect.stringMatching(/A1:B1.*Nom/) },
    });
  });

  it('tells that no row follows the headings, dry or not', async () => {
    const file = join(folder, 'titres.csv');
    writeFileSync(file, `${heading}\n`);
    for (const more of [['--dry-run'], []]) {
      const finished = await run('import', 'establishments', file, ...more);
      expect(finished.code).toBe(2);
      expect(JSON.parse(finished.out)).toMatchObject({ error: { type: 'TableNoRows' } });
    }
  });

  it('tells rows that go beyond the headings, and takes what stands under them', async () => {
    const file = join(folder, 'plus.csv');
    const more = ['0801115C;Collège du Gué;Amiens;Collège;;de trop', lines[0]];
    writeFileSync(file, [heading, ...more].join('\n'));
    const report = JSON.parse((await run('import', 'establishments', file, '--dry-run')).out);
    const beyond = report.warnings.filter(
      ({ column }: { column: string | null }) => column === null,
    );
    expect(beyond).toEqual([{ row: 2, column: null, message: expect.stringContaining('F2') }]);
    expect(report).toMatchObject({ created: 1, errors: [] });
  });

  it('of an unknown academy by somebody else says who can add it', async () => {
    const file = join(folder, 'academie.csv');
    writeFileSync(file, 'UAI;Nom;Académie\n0801111Y;Collège des Écluses;Atlantide\n');
    const other = ['--data', join(folder, 'another bursar'), '--json'];
    const code = 'demo-edgar.bergenia';
    await bascule(['enrol', '--server', server.url, '--code', code, ...other]);
    const args = ['import', 'establishments', file, '--dry-run', ...other];
    const report = JSON.parse((await bascule(args)).out);
    expect(report.errors).toMatchObject([{ row: 2, message: expect.stringContaining('pilotage') }]);
    const own = await run('import', 'establishments', file, '--dry-run', '--no-new-territories');
    const [error] = JSON.parse(own.out).errors;
    expect(error.message).toContain('Atlantide');
    expect(error.message).not.toContain('pilotage');
  });
});
