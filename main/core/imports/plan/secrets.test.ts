import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { proposeMapping } from '../../../../shared/imports/mapping.ts';
import type { ImportKind } from '../../../../shared/imports/fields.ts';
import { readCsv } from '../reading/csvTable.ts';
import { fileNameIssues } from './headingIssues.ts';
import { planPeople } from './people.ts';
import { RowReader, type MappedTable } from './planning.ts';

function table(kind: ImportKind, text: string, map: Readonly<Record<string, string>> = {}) {
  const [head, ...rows] = readCsv(text, 'x.csv').rows;
  const headings = head!.cells;
  const mapping = proposeMapping(kind, headings).map((field, at) => map[headings[at]!] ?? field);
  return { headings, mapping, rows } satisfies MappedTable;
}

it('a heading announces a password as a word in the text does', () => {
  const read = (heading: string, text: string) => {
    const of = table('establishments', `Code;Nom;${heading}\n0801234X;A;${text}\n`, {
      [heading]: 'note',
    });
    const reader = new RowReader(of, of.rows[0]!);
    reader.warnOfSecrets('name', 'note');
    return reader.issues.map(({ column, type, values }) => [column, type, values['secret']]);
  };
  expect(read('Mot de passe', 'Lilas2024')).toEqual([['Mot de passe', 'secret', 'password']]);
  expect(read('Remarque', 'mdp : Lilas2024')).toEqual([['Remarque', 'secret', 'password']]);
  expect(read('Remarque', 'Lilas2024')).toEqual([]);
  expect(read('Mot de passe', '********')).toEqual([]);
});

it('people whose functions tell a secret are taken, and it is told', () => {
  const of = table(
    'people',
    'Nom;Prénom;Courriel;Fonction\nRoux;Ana mdp : Lilas2024;ana@exemple.fr;directeur\n',
  );
  const rows = [
    ...planPeople(of, {
      rows: { read: () => undefined },
      wave: { id: 'w', name: 'W', programme: 'p', open: true, waiting: false },
      schools: [],
      byEmail: new Map(),
      mayGrant: () => true,
      hash: (text) => createHash('sha256').update(text).digest('base64url'),
    }),
  ];
  expect(rows).toMatchObject([
    { outcome: 'created', issues: [{ column: 'Prénom', type: 'secret', level: 'warning' }] },
  ]);
});

it('the name of a report is told where it looks like a secret, for it is kept as the source', () => {
  expect(fileNameIssues(3, 'mdp_Lilas2024.csv')).toEqual([
    {
      row: 3,
      column: null,
      type: 'secretName',
      values: { file: 'mdp_Lilas2024.csv', secret: 'password' },
      level: 'warning',
    },
  ]);
  expect(fileNameIssues(1, 'situation-2024-01-22.csv')).toEqual([]);
});
