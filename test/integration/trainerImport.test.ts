import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../main/cli/cli.ts';
import { startServer, type RunningServer } from '../../server/start.ts';
import { must, openDevice } from '../support/devices.ts';
import { temporaryFolder } from '../support/folders.ts';

/* A wave's trainers come from a spreadsheet, and the same one again changes nothing. */

const LEAD = 'armand.peupleraie';
const HEAD = 'Nom;Prénom;Mél;Tél;Sphère;Commune;Parcours;Binôme;Jours par semaine';
const folder = temporaryFolder();
const data = join(folder, 'lead');
let server: RunningServer;

beforeAll(async () => {
  server = await startServer({ dataDir: join(folder, 'server'), port: 0, demo: 'amiens-v6' });
  await (await openDevice(data, { server: server.url, login: LEAD })).close();
});
afterAll(() => server.close());

async function run(...args: string[]) {
  const lines: string[] = [];
  const code = await runCli([...args, '--data', data, '--json'], {
    stdin: process.stdin,
    out: (text) => void lines.push(text),
    complain: () => undefined,
    environment: { LANG: 'fr_FR.UTF-8' },
  });
  return { code, said: JSON.parse(lines[0]!) as Record<string, unknown> };
}
/** Imports lines below the headings. */
async function take(lines: readonly string[], ...more: readonly string[]) {
  const file = join(folder, 'formateurs.csv');
  writeFileSync(file, [HEAD, ...lines].join('\n'));
  return run('import', 'trainers', file, '--wave', 'op-v6', ...more);
}
async function stored() {
  const device = await openDevice(data, { readOnly: true });
  const setup = must(await device.core.call('trainingSetup.read', { wave: 'op-v6' }));
  await device.close();
  const of = (email: string) => setup.trainers.find((one) => one.email === email);
  const together = (one: string, other: string): boolean =>
    setup.pairs.some(
      ({ first, second }) => new Set([first, second, of(one)?.id, of(other)?.id]).size === 2,
    );
  return { setup, of, together };
}

const FIRST = 'Orme;Fanny;fanny.orme@exemple.fr;0300000001;comptable;Laon;sg, AC;Hugues Tilleul;3';
const SECOND = 'Tilleul;Hugues;hugues.tilleul@exemple.fr;;ordonnateur;Creil;;;2';

describe('trainers of a spreadsheet', () => {
  it('are looked at, taken with their pair, and the same again', async () => {
    const before = await stored();
    const dry = await take([FIRST, SECOND], '--dry-run');
    expect(dry).toMatchObject({ code: 0, said: { created: 2, errors: [], dryRun: true } });
    expect((await stored()).setup.trainers).toHaveLength(before.setup.trainers.length);

    expect((await take([FIRST, SECOND])).said).toMatchObject({ created: 2, errors: [] });
    const { of, together } = await stored();
    expect(of('fanny.orme@exemple.fr')).toMatchObject({
      name: 'Fanny Orme',
      phone: '0300000001',
      sphere: 'comptable',
      town: 'Laon',
      tracks: ['ac', 'sg'],
      maxDaysPerWeek: 3,
      shared: false,
    });
    expect(of('hugues.tilleul@exemple.fr')).toMatchObject({ tracks: null, maxDaysPerWeek: 2 });
    expect(together('fanny.orme@exemple.fr', 'hugues.tilleul@exemple.fr')).toBe(true);

    const again = { created: 0, updated: 0, unchanged: 2, errors: [], warnings: [] };
    expect((await take([FIRST, SECOND])).said).toMatchObject(again);
    const moved = FIRST.replace('Laon', 'Soissons');
    expect((await take([moved, SECOND])).said).toMatchObject({ updated: 1, unchanged: 1 });
    expect((await run('sync')).said).toMatchObject({ rejected: 0 });
  });

  it('are those that are there where an address, or a name without one, says so', async () => {
    const { setup } = await stored();
    const { name, email } = setup.trainers.find((one) => one.email !== null && !one.shared)!;
    const [first, ...last] = name.split(' ');
    const line = `${last.join(' ')};${first};${email};;;Amiens;;;`;
    expect((await take([line])).said).toMatchObject({ created: 0, errors: [] });
    expect((await stored()).setup.trainers).toHaveLength(setup.trainers.length);
  });

  it('are left out with their reason, row by row, and take no pair with them', async () => {
    const { code, said } = await take([
      'Aulne;Rémi;pas une adresse;;;;;;',
      'Bouleau;Inès;ines.bouleau@exemple.fr;;;;Poterie;;',
      'Charme;Noé;noe.charme@exemple.fr;;;;;Personne de ce nom;',
      'Érable;Lou;lou.erable@exemple.fr;;;;;;9',
      'Frêne;Max;max.frene@exemple.fr;;;;;Lou Érable;',
      'Frêne;Max;max.frene@exemple.fr;;;;;;',
      'If;Zoé;zoe.if@exemple.fr;;;;;Fanny Orme;',
    ]);
    expect(code).toBe(2);
    expect(said).toMatchObject({
      created: 2,
      errors: [
        { row: 2, column: 'Mél', message: expect.stringContaining('courriel') as string },
        { row: 3, column: 'Parcours', message: expect.stringContaining('Poterie') as string },
        { row: 4, column: 'Binôme', message: expect.stringContaining('Personne') as string },
        {
          row: 5,
          column: 'Jours par semaine',
          message: expect.stringContaining('1 à 7') as string,
        },
        { row: 7, column: null, message: expect.stringContaining('ligne 6') as string },
      ],
      warnings: [
        { row: 8, column: 'Binôme', message: expect.stringContaining('Hugues Tilleul') as string },
      ],
    });
    const { of, together } = await stored();
    expect(of('max.frene@exemple.fr')).toBeDefined();
    expect(together('max.frene@exemple.fr', 'lou.erable@exemple.fr')).toBe(false);
    expect((await run('sync')).said).toMatchObject({ rejected: 0 });
  });

  it('need a wave', async () => {
    const file = join(folder, 'formateurs.csv');
    writeFileSync(file, [HEAD, FIRST].join('\n'));
    const { code, said } = await run('import', 'trainers', file, '--dry-run');
    expect([code, said['created']]).toEqual([2, 0]);
    expect(said['errors']).toMatchObject([{ row: 2, column: null }]);
  });
});
