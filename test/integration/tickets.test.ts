import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../shared/kernel/dates.ts';
import { temporaryFolder } from '../support/folders.ts';
import { bascule, spawnServer, type Finished, type ServerProcess } from '../support/processes.ts';

/* Requests for help, as the command line says them of the practice data. */

const folder = temporaryFolder();
let server: ServerProcess;

beforeAll(async () => {
  server = await spawnServer(join(folder, 'server'));
  for (const login of ['clemence.frenaie', 'edgar.bergenia']) {
    const enrolled = await run(login, ['enrol', '--server', server.url, '--code', `demo-${login}`]);
    if (enrolled.code !== 0) throw new Error(enrolled.err);
  }
});
afterAll(() => server.stop());

function run(login: string, args: string[], input?: string): Promise<Finished> {
  return bascule(
    [...args, '--data', join(folder, login), '--json'],
    input === undefined ? {} : { input },
  );
}

interface Row {
  id: string;
  number: string | null;
  group: string;
  status: string;
  ageDays: number;
  createdOn: string;
  closedOn: string | null;
  establishment: string | null;
  title: string;
}
async function tickets(login: string, ...args: string[]): Promise<Row[]> {
  const finished = await run(login, ['tickets', ...args]);
  expect(finished).toMatchObject({ code: 0, err: '' });
  return JSON.parse(finished.out) as Row[];
}
const byGroup = (rows: readonly Row[]): Record<string, number> =>
  Object.fromEntries(
    [...Map.groupBy(rows, ({ group }) => group)].map(([id, all]) => [id, all.length]),
  );

describe('requests of the practice data', () => {
  it('agree with the figures of 22 January 2024', async () => {
    expect(await tickets('clemence.frenaie')).toHaveLength(211);
    const open = await tickets('clemence.frenaie', '--open', '--as-of', '2024-01-22');
    expect(byGroup(open)).toEqual({ national: 12, si2c: 3, drasi: 45 });
    const old = await tickets('clemence.frenaie', '--open', '--older-than', '15');
    expect(byGroup(old)).toEqual({ national: 2, drasi: 26 });
    expect(old.every(({ ageDays }) => ageDays > 15)).toBe(true);
  });

  it('can be asked for a past day, and never for one to come', async () => {
    const past = await tickets('clemence.frenaie', '--as-of', '2023-09-10');
    expect(past.length).toBeGreaterThan(0);
    expect(past.length).toBeLessThan(60);
    expect(past.every(({ closedOn }) => closedOn === null || closedOn <= '2023-09-10')).toBe(true);
    expect(past.some(({ status }) => status === 'open')).toBe(true);
    expect((await run('clemence.frenaie', ['tickets', '--as-of', '2024-01-23'])).code).toBe(2);
  });

  it('are older than some days from the day after on', async () => {
    const [first] = await tickets('clemence.frenaie', '--open', '--older-than', '15');
    const { id, createdOn } = first!;
    const olderOn = async (age: number): Promise<boolean> => {
      const day = ['--as-of', addDays(createdOn, age)];
      const rows = await tickets('clemence.frenaie', '--older-than', '15', ...day);
      return rows.some((row) => row.id === id);
    };
    expect(await olderOn(15)).toBe(false);
    expect(await olderOn(16)).toBe(true);
  });

  it.each(['bascule', 'itop', 'glpi', 'jira'])(
    'come back from their table for %s as they are, each for itself',
    async (tool) => {
      const file = join(folder, `out-${tool}.csv`);
      const out = await run('clemence.frenaie', ['tickets', 'export', file, '--tool', tool]);
      expect(out).toMatchObject({ code: 0, err: '' });
      const back = await run('clemence.frenaie', ['import', 'tickets', file, '--dry-run']);
      const said = JSON.parse(back.out) as { rows: { outcome: string; target: object }[] };
      expect(said).toMatchObject({
        created: 0,
        updated: 0,
        unchanged: 211,
        errors: [],
        warnings: [],
      });
      expect(said.rows).toHaveLength(211);
      expect(said.rows[0]).toMatchObject({
        outcome: 'unchanged',
        target: { reference: expect.stringMatching(/^B-/) as string, number: 'R-230211' },
      });
    },
  );

  it('a dry run names the request that a row would change', async () => {
    const file = join(folder, 'changed.csv');
    writeFileSync(file, 'Ref;Title;Status;Start date\nR-230211;Autre titre;Closed;2024-01-22\n');
    const args = ['import', 'tickets', file, '--dry-run'];
    const { out } = await bascule([...args, '--data', join(folder, 'clemence.frenaie')]);
    expect(out).toMatch(/ligne 2.*B-8BVRTT.*R-230211.*SI2C – Régie/);
    const said = JSON.parse((await run('clemence.frenaie', args)).out) as object;
    expect(said).toMatchObject({
      updated: 1,
      errors: [],
      rows: [{ row: 2, outcome: 'updated', target: { number: 'R-230211' }, fields: ['status'] }],
    });
  });

  it('are narrowed to a wave', async () => {
    const wave = await tickets('clemence.frenaie', '--wave', 'op-v6');
    expect(wave.length).toBeGreaterThan(0);
    expect(wave.length).toBeLessThan(211);
  });
});

describe('a new request', () => {
  const draft = {
    title: 'SI2C – Rejet d’un mandat de vacations',
    requesterFunction: 'Secrétaire général',
    environment: 'production',
    sphere: 'ordonnateur',
    operations: 'Mandatement des vacations, puis validation : message 12.',
  };
  let school: string;

  beforeAll(async () => {
    const kit = await run('edgar.bergenia', ['kit']);
    school = (JSON.parse(kit.out) as { establishment: string }).establishment;
  });

  it('is refused with what is wrong of each field, and nothing is written', async () => {
    const before = await tickets('edgar.bergenia');
    const bad = { ...draft, establishment: school, title: 'Problème', sphere: null };
    const refused = await run('edgar.bergenia', ['ticket', 'new', '--stdin'], JSON.stringify(bad));
    expect(refused.code).toBe(2);
    const { error } = JSON.parse(refused.out) as {
      error: { type: string; problems: { field: string; type: string; message: string }[] };
    };
    expect(error.type).toBe('TicketInvalid');
    expect(error.problems.map(({ field, type }) => `${field} ${type}`)).toEqual([
      'sphere missing',
      'title prefixMissing',
      'title titleVague',
    ]);
    expect(await tickets('edgar.bergenia')).toEqual(before);
  });

  it('is kept with its level and reference, and reaches those who help', async () => {
    const made = await run(
      'edgar.bergenia',
      ['ticket', 'new', '--stdin'],
      JSON.stringify({ ...draft, establishment: school }),
    );
    expect(made).toMatchObject({ code: 0, err: '' });
    const row = JSON.parse(made.out) as Row & { reference: string; level: string };
    expect(row).toMatchObject({ level: 'si2c', status: 'open', establishment: school, ageDays: 0 });
    expect(row.reference).toMatch(/^B-[0-9A-Z]{6}$/);
    for (const login of ['edgar.bergenia', 'clemence.frenaie']) {
      expect((await run(login, ['sync'])).code).toBe(0);
    }
    const seen = await tickets('clemence.frenaie', '--open');
    expect(seen.find(({ id }) => id === row.id)).toMatchObject({ group: 'si2c' });
  });

  it('takes what people see in the lists, and says what there is to choose from', async () => {
    const said = { ...draft, establishment: school, service: 'Op@le', environment: 'PRODUCTION' };
    const labels = { ...said, title: 'SI2C – Rejet d’un second mandat', sphere: 'Ordonnateur' };
    const made = await run('edgar.bergenia', ['ticket', 'new', '--stdin'], JSON.stringify(labels));
    expect(made).toMatchObject({ code: 0, err: '' });
    for (const [wrong, named] of [
      [{ service: 'Pégase' }, 'Op@le'],
      [{ sphere: 'lune' }, 'ordonnateur'],
      [{ colour: 'red' }, 'description'],
    ] as const) {
      const text = JSON.stringify({ ...labels, ...wrong });
      const refused = await run('edgar.bergenia', ['ticket', 'new', '--stdin'], text);
      expect(refused.code).toBe(2);
      expect(refused.out).toContain(named);
    }
    const { out } = await bascule(['ticket', 'new', '--help']);
    for (const key of ['errorMessage', 'sphere: ', 'ordonnateur', 'Op@le']) {
      expect(out).toContain(key);
    }
  });

  it('has what looks like a secret confirmed or removed', async () => {
    const operations = 'Connexion avec mot de passe : Lilas2024';
    const said = JSON.stringify({ ...draft, establishment: school, operations });
    const refused = await run('edgar.bergenia', ['ticket', 'new', '--stdin'], said);
    expect(refused.code).toBe(2);
    expect(refused.out).toContain('"secret"');
    const draftToo = await run('edgar.bergenia', ['ticket', 'new', '--stdin', '--draft'], said);
    expect(draftToo.code).toBe(2);
    const confirmed = await run(
      'edgar.bergenia',
      ['ticket', 'new', '--stdin', '--draft', '--confirmed'],
      `\uFEFF${said}`,
    );
    expect(confirmed).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(confirmed.out)).toMatchObject({
      warnings: [{ field: 'operations', message: expect.stringContaining('Lilas2024') }],
    });
  });

  it('that is a draft is seen by its author alone', async () => {
    const said = JSON.stringify({ title: 'Plus tard', establishment: school });
    const made = await run('edgar.bergenia', ['ticket', 'new', '--stdin', '--draft'], said);
    expect(made.code).toBe(0);
    const { id } = JSON.parse(made.out) as Row;
    await run('edgar.bergenia', ['sync']);
    await run('clemence.frenaie', ['sync']);
    expect((await tickets('edgar.bergenia')).some((row) => row.id === id)).toBe(true);
    expect((await tickets('clemence.frenaie')).some((row) => row.id === id)).toBe(false);
  });
});

describe('an export of requests', () => {
  it.each(['bascule', 'itop', 'glpi', 'jira'])(
    'has a line for each, as %s has it',
    async (tool) => {
      const file = join(folder, `${tool}.csv`);
      const written = await run('clemence.frenaie', ['tickets', 'export', file, '--tool', tool]);
      expect(written).toMatchObject({ code: 0, err: '' });
      const { rows } = JSON.parse(written.out) as { rows: number };
      const text = readFileSync(file, 'utf8');
      expect(text.match(/\[B-[0-9A-Z]{6}\]/g)?.length).toBeGreaterThanOrEqual(rows);
      expect(text).not.toMatch(/(^|;)"?[=+@]/m);
      // Its own file may be written anew, nothing else.
      expect(
        (await run('clemence.frenaie', ['tickets', 'export', file, '--tool', tool])).code,
      ).toBe(0);
      const other = join(folder, `other-${tool}.csv`);
      writeFileSync(other, 'precious');
      expect(
        (await run('clemence.frenaie', ['tickets', 'export', other, '--tool', tool])).code,
      ).toBe(2);
      expect(readFileSync(other, 'utf8')).toBe('precious');
    },
  );
});

describe('an import of requests', () => {
  const ASSIGNED = ['Ref;Title;Status;Organization->Name;Start date;Close date'];
  const file = (name: string, ...lines: string[]): string => {
    const path = join(folder, name);
    writeFileSync(path, [...ASSIGNED, ...lines].join('\r\n'));
    return path;
  };
  const bring = async (path: string, ...args: string[]) => {
    const done = await run('clemence.frenaie', [
      'import',
      'tickets',
      path,
      '--wave',
      'op-v6',
      ...args,
    ]);
    const said = JSON.parse(done.out) as {
      created: number;
      updated: number;
      errors: unknown[];
    };
    return { code: done.code, ...said };
  };

  it('takes what iTop exports, once, and names what it cannot take', async () => {
    const path = file(
      'itop-in.csv',
      'R-990001;DRASI – Poste sans certificat racine;Pending;Nulle part;2024-01-08 09:15:00;',
      'R-990002;SI2C – Rejet d’un bordereau;Closed;Nulle part;2024-01-02 10:00:00;2024-01-09 11:00:00',
      'R-990003;=HYPERLINK("x");New;Nulle part;2024-01-02 10:00:00;',
      'R-990004;Date fausse;New;Nulle part;31/02/2024;',
    );
    expect(await bring(path, '--dry-run')).toMatchObject({ code: 2, created: 3, dryRun: true });
    expect(await bring(path)).toMatchObject({
      code: 2,
      created: 3,
      updated: 0,
      errors: [{ row: 5, column: 'Start date' }],
    });
    expect(await bring(path)).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
    const rows = await tickets('clemence.frenaie');
    const byNumber = (number: string) => rows.find((row) => row.number === number);
    expect(byNumber('R-990001')).toMatchObject({ status: 'waiting', group: 'drasi', ageDays: 14 });
    expect(byNumber('R-990002')).toMatchObject({ status: 'closed', closedOn: '2024-01-09' });
    // A text with separators has no formulas: what looks like one is a text.
    expect(byNumber('R-990003')).toMatchObject({ title: '=HYPERLINK("x")' });
  });

  it('takes a column for what it is said to be, and names fields that there are not', async () => {
    const path = file('mapped.csv', 'R-990011;SI2C – Rejet d’un titre;New;Autre;2024-01-02;');
    writeFileSync(path, readFileSync(path, 'utf8').replace('Title', 'Mon sujet'));
    expect((await bring(path, '--dry-run')).code).toBe(2);
    expect(await bring(path, '--map', 'mon sujet=title', '--tool', 'GLPI')).toMatchObject({
      code: 0,
      created: 1,
    });
    const made = (await tickets('clemence.frenaie')).find(({ number }) => number === 'R-990011');
    expect(made).toMatchObject({ title: 'SI2C – Rejet d’un titre', tool: 'GLPI' });
    for (const wrong of ['Mon sujet=subject', 'Nulle part=title', 'title']) {
      const refused = await run('clemence.frenaie', ['import', 'tickets', path, '--map', wrong]);
      expect(refused).toMatchObject({ code: 2 });
      expect(refused.out).toContain('--map');
    }
  });

  it('takes a row for a request written here where a person says so', async () => {
    const kit = JSON.parse((await run('edgar.bergenia', ['kit'])).out) as Row;
    const asked = {
      title: 'SI2C – Rejet de mandat de bourses',
      requesterFunction: 'Secrétaire général',
      environment: 'production',
      sphere: 'ordonnateur',
      operations: 'Mandatement, puis validation.',
      establishment: kit.establishment,
    };
    const made = await run('edgar.bergenia', ['ticket', 'new', '--stdin'], JSON.stringify(asked));
    const { id, reference } = JSON.parse(made.out) as Row & { reference: string };
    await run('edgar.bergenia', ['sync']);
    await run('clemence.frenaie', ['sync']);
    const code = (await tickets('clemence.frenaie')).find((row) => row.id === id) as Row & {
      schoolCode: string;
    };
    const path = file(
      'match.csv',
      `r-990 021;${asked.title};Assigned;${code.schoolCode};2024-01-20;`,
    );
    const dry = await bring(path, '--dry-run');
    expect(dry).toMatchObject({ code: 0, created: 1 });
    expect(JSON.stringify(dry)).toContain(`--match r-990 021=${reference}`);
    for (const wrong of [`R-1=${reference}`, 'R-990021=B-000000', 'R-990021']) {
      expect(await bring(path, '--match', wrong)).toMatchObject({ code: 2 });
    }
    expect(await bring(path, '--match', `r-990 021=${reference}`)).toMatchObject({
      code: 0,
      created: 0,
      updated: 1,
    });
    const rows = await tickets('clemence.frenaie');
    expect(rows.filter(({ title }) => title === asked.title)).toHaveLength(1);
    expect(rows.find((row) => row.id === id)).toMatchObject({ number: 'R-990021' });
  });

  it('of somebody of a school neither rewrites nor doubles requests of others', async () => {
    const [one] = (await tickets('edgar.bergenia')) as (Row & { schoolCode: string })[];
    const far = (await tickets('clemence.frenaie')).find(
      ({ number, establishment }) =>
        number?.startsWith('R-2') === true && establishment !== one!.establishment,
    )!;
    const brought = file('brought.csv', `R-990031;SI2C – Rejet;New;${one!.schoolCode};2024-01-08;`);
    expect(await bring(brought)).toMatchObject({ created: 1 });
    for (const login of ['clemence.frenaie', 'edgar.bergenia']) await run(login, ['sync']);
    const before = await tickets('edgar.bergenia');
    expect(before.find(({ number }) => number === 'R-990031')).toMatchObject({ status: 'open' });
    const path = file(
      'hostile.csv',
      `R-990031;Réécrite;Closed;${one!.schoolCode};2024-01-08;`,
      `${far.number};Doublée;New;${one!.schoolCode};2024-01-08;`,
    );
    const done = await run('edgar.bergenia', ['import', 'tickets', path]);
    expect(done.code).toBe(2);
    expect(JSON.parse(done.out)).toMatchObject({
      created: 0,
      updated: 0,
      errors: [{ row: 2 }, { row: 3 }],
    });
    expect(await tickets('edgar.bergenia')).toEqual(before);
  });

  it('changes nothing when what was exported comes back', async () => {
    for (const tool of ['bascule', 'itop', 'glpi', 'jira']) {
      const path = join(folder, `back-${tool}.csv`);
      await run('clemence.frenaie', ['tickets', 'export', path, '--tool', tool]);
      const { created, updated, errors } = await bring(path, '--dry-run');
      expect({ tool, created, updated, errors }).toEqual({
        tool,
        created: 0,
        updated: 0,
        errors: [],
      });
    }
  });
});
