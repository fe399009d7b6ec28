import { emailOfCell, listOfCell } from '../../../../shared/imports/cells.ts';
import { derivedId } from '../../../../shared/kernel/ids.ts';
import { jobOf, type Job } from '../../../../shared/people/jobs.ts';
import { personIdOf } from '../../../../shared/people/names.ts';
import type { Hash } from '../../../../shared/sync/batch.ts';
import { plainText } from '../../../../shared/kernel/plainText.ts';
import { parseScope, scopeId, type ScopeId } from '../../../../shared/schema/scope.ts';
import { changedWrite } from '../../store/changes.ts';
import type { Write } from '../../store/record.ts';
import type { Rows } from '../../store/rows.ts';
import type { SchoolRecord, WaveRecord } from '../imports.store.ts';
import { RowReader, type MappedTable, type RowPlan } from './planning.ts';

export interface PeopleGiven {
  readonly rows: Pick<Rows, 'read'>;
  readonly wave: WaveRecord | null;
  readonly schools: readonly SchoolRecord[];
  /** Persons by their address, small letters. */
  readonly byEmail: ReadonlyMap<string, string>;
  readonly mayGrant: (place: ScopeId) => boolean;
  readonly hash: Hash;
}

/** Plans each row of a table of people, in its order: one grant for each role and place. */
export function* planPeople(table: MappedTable, given: PeopleGiven): Generator<RowPlan> {
  const byCode = new Map<string, string>();
  for (const { id, code } of given.schools) {
    if (code !== null) byCode.set(code.toUpperCase(), id);
  }
  const namedFirst = new Map<string, { readonly name: string; readonly row: number }>();
  /** Grants that rows before have planned already: somebody may stand in several rows. */
  const planned = new Set<string>();
  const known = new Set(given.byEmail.values());
  for (const cells of table.rows) {
    const read = new RowReader(table, cells);
    const lastName = read.required('lastName', 120);
    const firstName = read.required('firstName', 120);
    const name = [firstName, lastName].filter(Boolean).join(' ');
    const email = emailOf(read, name, namedFirst);
    const jobs = jobsOf(read);
    const places = placesOf(read, byCode, given.wave);
    const phone = read.text('phone', 40);
    if (read.failed || email === undefined) {
      yield read.leftOut(name);
      continue;
    }
    const person = given.byEmail.get(email) ?? personIdOf(email, given.hash);
    const writes: Write[] = [];
    const fields = new Set<string>();
    for (const place of places) {
      for (const { role, actors } of jobs) {
        const { kind, id } = parseScope(place);
        const row = derivedId(person, role, `${kind}.${id}`);
        if (planned.has(row)) continue;
        const isThere = given.rows.read('grant', row) !== undefined;
        const changed = changedWrite(given.rows, {
          entity: 'grant',
          row,
          scope: place,
          values: {
            ...(isThere ? {} : { person, role }),
            name,
            email,
            phone,
            actors: actors === undefined ? undefined : [...actors],
          },
        });
        if (changed === null) continue;
        planned.add(row);
        writes.push(changed.write);
        if (changed.creates) fields.add('function');
        for (const field of Object.keys(changed.write.set)) fields.add(field);
      }
    }
    read.warnOfSecrets('lastName', 'firstName', 'function');
    if (writes.some(({ scope }) => !given.mayGrant(scope))) {
      read.error('notAllowed', null, {});
      yield read.leftOut(name);
      continue;
    }
    const outcome = writes.length === 0 ? 'unchanged' : known.has(person) ? 'updated' : 'created';
    known.add(person);
    yield {
      row: read.row,
      outcome,
      name,
      fields: [...fields].filter((field) => shownFields.has(field)),
      issues: read.issues,
      writes: writes.length === 0 ? [] : [writes],
    };
  }
}

const shownFields = new Set(['name', 'email', 'phone', 'function']);

/** The address of a row. One that two names share is a mailbox of a school, not of a person. */
function emailOf(
  read: RowReader,
  name: string,
  namedFirst: Map<string, { readonly name: string; readonly row: number }>,
): string | undefined {
  if (read.required('email') === undefined) return undefined;
  const email = read.value('email', 'emailInvalid', emailOfCell);
  if (email === undefined) return undefined;
  const first = namedFirst.get(email);
  if (first === undefined) namedFirst.set(email, { name, row: read.row });
  else if (plainText(first.name) !== plainText(name)) {
    read.error('emailTwice', 'email', { email, name: first.name, first: first.row });
    return undefined;
  }
  return email;
}

function jobsOf(read: RowReader): Job[] {
  const text = read.required('function', 400);
  if (text === undefined) return [];
  return listOfCell(text).flatMap((name) => {
    const job = jobOf(name);
    if (job === null) read.error('functionUnknown', 'function', { value: name.slice(0, 60) });
    return job === null ? [] : [job];
  });
}

/** Where a person acts: the schools that the row names; else the wave that was chosen. */
function placesOf(
  read: RowReader,
  byCode: ReadonlyMap<string, string>,
  wave: WaveRecord | null,
): ScopeId[] {
  const text = read.text('schools');
  if (text === undefined) {
    if (wave !== null) return [scopeId('wave', wave.id)];
    read.error('schoolMissing', 'schools', {});
    return [];
  }
  return listOfCell(text).flatMap((part) => {
    // `0801234G – Collège …`: the code is what it begins with.
    const code = part.split(/\s+[-–—]\s+|\s+/)[0]!.toUpperCase();
    const id = byCode.get(part.toUpperCase()) ?? byCode.get(code);
    if (id === undefined) read.error('schoolUnknown', 'schools', { code: part.slice(0, 60) });
    return id === undefined ? [] : [scopeId('establishment', id)];
  });
}
