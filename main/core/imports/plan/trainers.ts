import { emailOfCell, listOfCell, numberOfCell } from '../../../../shared/imports/cells.ts';
import { hashedId } from '../../../../shared/kernel/ids.ts';
import { plainText } from '../../../../shared/kernel/plainText.ts';
import { scopeId, type ScopeId } from '../../../../shared/schema/scope.ts';
import type { Hash } from '../../../../shared/sync/batch.ts';
import { changedWrite } from '../../store/changes.ts';
import type { Write } from '../../store/record.ts';
import type { Rows } from '../../store/rows.ts';
import type { PairRecord, TrackRecord, TrainerRecord, WaveRecord } from '../imports.store.ts';
import { RowReader, type MappedTable, type RowPlan } from './planning.ts';

const ID_LENGTH = 22;
const MOST_DAYS = 7;

export interface TrainersGiven {
  readonly rows: Pick<Rows, 'read'>;
  readonly programme: { readonly id: string };
  /** Where they train; null: nobody has said it, and no row can be taken. */
  readonly wave: WaveRecord | null;
  /** Trainers of the wave, and of all of its programme. */
  readonly trainers: readonly TrainerRecord[];
  readonly pairs: readonly PairRecord[];
  readonly tracks: readonly TrackRecord[];
  /** Persons by their address, small letters. */
  readonly byEmail: ReadonlyMap<string, string>;
  readonly mayWrite: (place: ScopeId) => boolean;
  readonly hash: Hash;
}

/** A row as far as it says who somebody is. */
interface Named {
  readonly read: RowReader;
  readonly name: string;
  readonly email: string | undefined;
  /** Null: the row does not say who it is about. */
  readonly id: string | null;
}

/**
 * Plans each row of a table of trainers, in its order. Somebody is known by their address, else by
 * their name; with whom they teach may stand in a row further down.
 */
export function* planTrainers(table: MappedTable, given: TrainersGiven): Generator<RowPlan> {
  const people = createPeople(given);
  const named = table.rows.map((cells): Named => people.read(new RowReader(table, cells)));
  const pairs = createPairs(given, people);
  for (const one of named) {
    const { read, name, email, id } = one;
    const set = fieldsOf(read, given.tracks);
    // Where they train decides who is known there.
    const partner = given.wave === null ? null : pairs.partnerOf(one);
    const scope = given.trainers.find((known) => known.id === id)?.scope ?? scopeOf(given.wave);
    if (scope === null) read.error('waveMissing', null, {});
    else if (!given.mayWrite(scope)) read.error('notAllowed', null, {});
    if (read.failed || id === null || scope === null) {
      yield read.leftOut(name);
      continue;
    }
    read.warnOfSecrets('lastName', 'firstName', 'sphere', 'town');
    const stored = given.rows.read('trainer', id);
    const person = email === undefined ? undefined : given.byEmail.get(email);
    const changed = changedWrite(given.rows, {
      entity: 'trainer',
      row: id,
      scope,
      values: {
        ...(stored === undefined ? { programme: given.programme.id } : {}),
        // Who has an account is linked with it once, and by one trainer alone.
        person: people.isLinked(person) ? undefined : person,
        name,
        email,
        ...set,
      },
    });
    const joined = pairs.write(id, partner);
    const writes = [...(changed === null ? [] : [changed.write]), ...joined];
    const fields = new Set(Object.keys(changed?.write.set ?? {}));
    if (joined.length > 0) fields.add('pair');
    yield {
      row: read.row,
      outcome:
        writes.length === 0 ? 'unchanged' : changed?.creates === true ? 'created' : 'updated',
      name,
      fields: [...fields].filter((field) => shownFields.has(field)),
      issues: read.issues,
      writes: writes.length === 0 ? [] : [writes],
    };
  }
}

const shownFields = new Set([
  'name',
  'email',
  'phone',
  'sphere',
  'town',
  'tracks',
  'pair',
  'maxDaysPerWeek',
]);

function scopeOf(wave: WaveRecord | null): ScopeId | null {
  return wave === null ? null : scopeId('wave', wave.id);
}

function fieldsOf(read: RowReader, tracks: readonly TrackRecord[]) {
  const named = read.text('tracks');
  const ids = listOfCell(named ?? '').flatMap((part) => {
    const plain = plainText(part);
    const found = tracks.find(({ id, names }) => [id, ...names].map(plainText).includes(plain));
    if (found === undefined) read.error('trackUnknown', 'tracks', { value: part.slice(0, 60) });
    return found === undefined ? [] : [found.id];
  });
  return {
    phone: read.text('phone', 40),
    sphere: read.text('sphere', 60),
    town: read.text('town', 120),
    tracks: named === undefined ? undefined : [...new Set(ids)].sort(),
    maxDaysPerWeek: read.value('maxDaysPerWeek', 'notDaysPerWeek', daysOfCell),
  };
}

function daysOfCell(text: string): number | null {
  const days = numberOfCell(text);
  return days !== null && Number.isInteger(days) && days >= 1 && days <= MOST_DAYS ? days : null;
}

type People = ReturnType<typeof createPeople>;

/** Who is who: trainers that are there, and those whom the rows name. */
function createPeople({ trainers, wave, hash }: TrainersGiven) {
  const byEmail = new Map<string, string>();
  const byName = new Map<string, string[]>();
  const names = new Map<string, string>();
  const linked = new Set(trainers.flatMap(({ person }) => person ?? []));
  const firstRows = new Map<string, { readonly name: string; readonly row: number }>();
  const put = (id: string, name: string, email: string | null | undefined): void => {
    names.set(id, name);
    if (email) byEmail.set(email.toLowerCase(), id);
    const plain = plainText(name);
    const same = byName.get(plain) ?? [];
    if (!same.includes(id)) byName.set(plain, [...same, id]);
  };
  for (const { id, name, email } of trainers) put(id, name ?? id, email);

  /** The trainer of that name, if one alone has it. */
  const named = (name: string): string | undefined => {
    const [first, ...more] = byName.get(plainText(name)) ?? [];
    return more.length === 0 ? first : undefined;
  };
  return {
    nameOf: (id: string): string => names.get(id) ?? id,
    isLinked: (person: string | undefined): boolean => person === undefined || linked.has(person),
    /** By address or name, as a cell has it. */
    find: (text: string): string | undefined =>
      byEmail.get(text.trim().toLowerCase()) ?? named(text) ?? named(turned(text)),
    read(read: RowReader): Named {
      const last = read.required('lastName', 120);
      const first = read.required('firstName', 110);
      const name = [first, last].filter(Boolean).join(' ');
      const email = read.value('email', 'emailInvalid', emailOfCell);
      if (first === undefined || last === undefined) return { read, name, email, id: null };
      const earlier = firstRows.get(email ?? plainText(name));
      if (earlier !== undefined) {
        if (email !== undefined && plainText(earlier.name) !== plainText(name)) {
          read.error('emailTwice', 'email', { email, name: earlier.name, first: earlier.row });
        } else read.error('trainerTwice', null, { name, first: earlier.row });
        return { read, name, email, id: null };
      }
      firstRows.set(email ?? plainText(name), { name, row: read.row });
      const known = email === undefined ? named(name) : (byEmail.get(email) ?? unwritten(name));
      const key = `${wave?.id ?? ''} ${email ?? plainText(name)}`;
      const id = known ?? hashedId('t', hash(`trainer:${key}`).slice(0, ID_LENGTH));
      put(id, name, email);
      return { read, name, email, id };
    },
  };

  /** Somebody who stands here without an address yet. */
  function unwritten(name: string): string | undefined {
    const id = named(name);
    return trainers.some((one) => one.id === id && !one.email) ? id : undefined;
  }
}

/** `Aulnaie Solène` for `Solène Aulnaie`: what comes first comes last. */
function turned(text: string): string {
  const [first = '', ...rest] = text.trim().split(/\s+/);
  return [...rest, first].join(' ');
}

/** With whom trainers teach: those that are there, and those that rows before have made. */
function createPairs({ wave, pairs, rows, trainers, hash }: TrainersGiven, people: People) {
  const partners = new Map<string, string>();
  /** Those that are there, or that rows up to now make: a pair is written with its second. */
  const there = new Set(trainers.map(({ id }) => id));
  const waiting = new Map<string, string[]>();
  for (const { first, second } of pairs) join(first, second);
  function join(one: string, other: string): void {
    partners.set(one, other);
    partners.set(other, one);
  }
  return {
    /** Null: the row names nobody, or they teach together already. */
    partnerOf({ read, id }: Named): string | null {
      const text = read.text('pair', 254);
      if (text === undefined || id === null) return null;
      const other = people.find(text);
      if (other === undefined || other === id) {
        read.error('trainerUnknown', 'pair', { value: text.slice(0, 60) });
        return null;
      }
      if (partners.get(id) === other) return null;
      const taken = [id, other].find((one) => partners.has(one));
      if (taken !== undefined) {
        const partner = people.nameOf(partners.get(taken)!);
        read.warn('pairTaken', 'pair', { name: people.nameOf(taken), partner });
        return null;
      }
      join(id, other);
      return other;
    },
    /** The pairs that a row which is taken makes, its own and those that waited for it. */
    write(id: string, partner: string | null): Write[] {
      there.add(id);
      const ready = waiting.get(id) ?? [];
      if (partner !== null && there.has(partner)) ready.push(partner);
      else if (partner !== null) waiting.set(partner, [...(waiting.get(partner) ?? []), id]);
      return ready.flatMap((other) => pairWrite(id, other)?.write ?? []);
    },
  };

  function pairWrite(id: string, other: string) {
    const [first, second] = [id, other].toSorted() as [string, string];
    const row = hashedId('tp', hash(`pair:${wave!.id} ${first} ${second}`).slice(0, ID_LENGTH));
    const isThere = rows.read('trainerPair', row) !== undefined;
    return changedWrite(rows, {
      entity: 'trainerPair',
      row,
      scope: scopeId('wave', wave!.id),
      values: { ...(isThere ? {} : { wave: wave!.id }), first, second },
    });
  }
}
