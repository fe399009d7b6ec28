import { expect, it } from 'vitest';
import { issueText } from '../../../../shared/imports/issueText.ts';
import { createMessages } from '../../../../shared/messages/messages.ts';
import { planEstablishments } from './establishments.ts';

/** Plans a table of schools for a pilot who holds none yet. */
function plan(
  headings: readonly string[],
  lines: readonly (readonly string[])[],
  more: object = {},
) {
  const table = {
    headings,
    mapping: headings,
    rows: lines.map((cells, index) => ({ number: index + 2, cells })),
  };
  const given = {
    rows: { read: () => undefined },
    programme: { id: 'massar', name: 'Massar', country: 'MA' },
    wave: null,
    schools: [],
    territories: { ofPilot: false, idOf: () => null },
    today: '2024-01-22',
    mayCreate: true,
    mayWrite: () => true,
    kitOf: () => [],
    waves: [],
    ...more,
  };
  return [
    ...planEstablishments(table, given as unknown as Parameters<typeof planEstablishments>[1]),
  ];
}

it('takes where a school stands from two columns, or from one with both', () => {
  const [two] = plan(['code', 'name', 'latitude', 'longitude'], [['A1', 'École', '34,05', '-6.8']]);
  expect(two!.writes[0]![0]!.set).toMatchObject({ latitude: 34.05, longitude: -6.8 });
  const [one, none, wrong] = plan(
    ['code', 'name', 'coordinates'],
    [
      ['A1', 'École', '34.05, -6.8'],
      ['A2', 'École', ''],
      ['A3', 'École', 'près de Salé'],
    ],
  );
  expect(one!.writes[0]![0]!.set).toMatchObject({ latitude: 34.05, longitude: -6.8 });
  expect(none!.writes[0]![0]!.set).not.toHaveProperty('latitude');
  expect(wrong).toMatchObject({ outcome: 'error', issues: [{ type: 'notCoordinates' }] });
});

it('makes no school of a French code whose letter is a slip, and changes one that has it', () => {
  const lines = [
    ['0801234G', 'Collège Neuf'],
    ['0801243G', 'Collège aux chiffres échangés'],
  ];
  const france = { programme: { id: 'opale', name: 'Op@le', country: 'FR' } };
  const [right, slip] = plan(['code', 'name'], lines, france);
  expect(right).toMatchObject({ outcome: 'created', issues: [] });
  expect(slip).toMatchObject({
    row: 3,
    outcome: 'error',
    writes: [],
    issues: [{ type: 'uaiLetterNew', level: 'error', column: 'code', values: { letter: 'S' } }],
  });
  const schools = [{ id: 'x', code: '0801243G', name: 'X', nameAr: null, type: null }];
  const [, known] = plan(['code', 'name'], lines, { ...france, schools });
  expect(known).toMatchObject({
    outcome: 'created',
    issues: [{ type: 'uaiLetter', level: 'warning' }],
  });
});

it('refuses metres of a map in place of degrees', () => {
  const [row] = plan(['code', 'name', 'longitude'], [['A1', 'École', '648285']]);
  expect(row).toMatchObject({
    outcome: 'error',
    issues: [{ type: 'notDegrees', column: 'longitude' }],
  });
});

it('leaves a school in the wave that it is in, and says so', () => {
  const lot = (id: string) => ({ id, name: id, programme: 'massar', open: true, waiting: false });
  const member = (leftOn: string | null) => ({
    wave: lot('lot-2'),
    waves: [lot('lot-1'), lot('lot-2')],
    rows: {
      read: (entity: string, id: string) =>
        entity === 'waveMembership' && id.startsWith('lot-1') ? { values: { leftOn } } : undefined,
    },
  });
  const [taken] = plan(['code', 'name'], [['A1', 'École']], member(null));
  expect(taken).toMatchObject({
    outcome: 'error',
    writes: [],
    issues: [{ type: 'inOtherWave', values: { wave: 'lot-1' } }],
  });
  const [free] = plan(['code', 'name'], [['A1', 'École']], member('2023-12-01'));
  expect(free!.outcome).toBe('created');
});

it('says of a kind of school that it does not know which ones it knows', () => {
  const lines = [
    ['A1', 'Un', 'Clg'],
    ['A2', 'Deux', 'Colège'],
    ['A3', 'Trois', 'Cadi ayyad'],
  ];
  const schools = [{ id: 'x', code: 'X1', name: 'X', type: 'Cadi ayyad' }];
  const [known, slip, own] = plan(['code', 'name', 'type'], lines, { schools });
  expect([known!.issues, own!.issues]).toEqual([[], []]);
  expect(slip).toMatchObject({
    outcome: 'created',
    issues: [
      { type: 'typeUnknown', level: 'warning', column: 'type', values: { value: 'Colège' } },
    ],
  });
  const { t } = createMessages('fr');
  expect(issueText(t, slip!.issues[0]!)).toMatch(
    /« Colège ».*Types connus : Collège · .*Université/,
  );
});
