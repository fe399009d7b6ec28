import { SERVER } from '../../shared/sync/bundle.ts';
import { DELETED_FIELD } from '../../shared/sync/change.ts';
import type { Reading, StoredRow } from '../db/storage.ts';

/** How the server's own stamps are signed. */
const SERVER_NAME = 'Bascule';

export interface PersonName {
  readonly id: string;
  readonly login: string;
  readonly name: string;
}

function text(row: StoredRow, field: string): string {
  const value = row.values[field];
  return typeof value === 'string' ? value : '';
}

/** Id, login and display name of a person's row. */
export function personName(row: StoredRow): PersonName {
  return {
    id: row.id,
    login: text(row, 'login'),
    name: `${text(row, 'firstName')} ${text(row, 'lastName')}`.trim(),
  };
}

/** The person of that id, or null when there is none any more. */
export async function personById(read: Reading, id: string): Promise<PersonName | null> {
  const [row] = await read.rows([{ entity: 'person', id }]);
  return row === undefined || row.values[DELETED_FIELD] === true ? null : personName(row);
}

export interface AuthorName {
  readonly person: string;
  readonly name: string;
}

/** Who is behind devices, by device id, the server included; unknown devices are left out. */
export async function authorsOf(
  read: Reading,
  deviceIds: readonly string[],
): Promise<Record<string, AuthorName>> {
  const devices = await read.devices(deviceIds);
  const people = await read.rows(
    [...new Set(devices.map(({ person }) => person))].map((id) => ({ entity: 'person', id })),
  );
  const names = new Map(people.map((row) => [row.id, personName(row).name]));
  const authors: Record<string, AuthorName> = Object.fromEntries(
    devices.map(({ id, person, name }) => [id, { person, name: names.get(person) ?? name }]),
  );
  if (deviceIds.includes(SERVER)) authors[SERVER] = { person: SERVER, name: SERVER_NAME };
  return authors;
}
