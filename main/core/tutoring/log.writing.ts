import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { InputOf } from '../../../shared/bridge/contract.ts';
import { derivedId } from '../../../shared/kernel/ids.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import { DELETED_FIELD } from '../../../shared/sync/change.ts';
import type { LineSaid, LogSchool, logContract } from '../../../shared/tutoring/log.contract.ts';
import { answered } from '../../../shared/tutoring/log.rules.ts';
import {
  schoolNames,
  tutoringPresenceId,
} from '../../../shared/tutoring/tutoringSession.entity.ts';
import { changed } from '../access/writing.ts';
import type { Write } from '../store/record.ts';
import type { FoundSession, LogReading } from './log.reading.ts';
import type { LogStore } from './log.store.ts';
import type { TutoringContext } from './tutoring.context.ts';

type Contract = typeof logContract;
type Entry = ReturnType<LogStore['entry']>[number];
type Kind = NonNullable<Entry['kind']>;
type Values = Record<string, JsonValue>;

const ENTRY = 'logEntry';
const PRESENCE = 'tutoringPresence';
const SESSION = 'tutoringSession';
/** A title of a blocker is cut there: the line itself keeps what it says. */
const MAX_TITLE = 400;

/** Writes of a log: each returns once it is on disk. */
export interface LogWriting {
  findToWrite(session: string): Result<FoundSession, CoreFailure>;
  mark(
    found: FoundSession,
    marks: InputOf<Contract['log.mark']>['marks'],
  ): Result<null, CoreFailure>;
  write(
    found: FoundSession,
    line: Omit<InputOf<Contract['log.write']>, 'session'>,
  ): Result<{ id: string; unchanged?: boolean }, CoreFailure>;
  edit(
    found: FoundSession,
    entry: Entry,
    kind: Kind | undefined,
    said: LineSaid,
  ): Result<null, CoreFailure>;
  remove(found: FoundSession, entry: Entry): void;
  describe(
    found: FoundSession,
    said: Omit<InputOf<Contract['log.describe']>, 'session'>,
  ): Result<null, CoreFailure>;
}

export function createLogWriting(
  context: TutoringContext,
  rows: LogStore,
  reading: LogReading,
): LogWriting {
  const { blockerWriting: register } = context;
  let lastAt = 0;

  /**
   * The row of a session before anything refers to it; `held` once somebody was there or spoke, from
   * its day on.
   */
  function prepare({ session, group, wave, scope, stored }: FoundSession, held: boolean): void {
    // What is noted beforehand prepares it. On a day off it says that it takes place.
    const isToCome = session.day > wave.today;
    const becomes = !isToCome ? 'held' : session.status === 'dayOff' ? 'planned' : session.status;
    const status = held && session.status !== becomes ? { status: becomes } : {};
    if (stored) {
      if ('status' in status) {
        context.record([{ entity: SESSION, row: session.id, scope, set: status }]);
      }
      return;
    }
    const set = {
      ...context.revival(SESSION, session.id),
      group: group.id,
      on: session.on,
      ...status,
    };
    context.record([{ entity: SESSION, row: session.id, scope, set }]);
  }

  /** Row id of a line that a script of this person calls so. */
  function ownId({ session }: FoundSession, called: string): string {
    return derivedId(...session.id.split(':'), context.me()?.person ?? '', called);
  }

  function schoolOf(
    found: FoundSession,
    named: string,
    schools = reading.schools(found),
  ): LogSchool | undefined {
    return schools.find(
      ({ id, code }) => id === named || code?.toUpperCase() === named.toUpperCase(),
    );
  }

  /** That a line is about a school, with what it was called. */
  function aboutSchool(found: FoundSession, establishment: string): Values {
    const school = schoolOf(found, establishment);
    return {
      establishment,
      ...(school === undefined ? {} : { schoolNames: schoolNames(school) }),
    };
  }

  /** The day that something is said to have come about on: of a session to come, its own. */
  function dayOf({ session, wave }: FoundSession): LocalDate {
    return wave.today < session.day ? session.day : wave.today;
  }

  /** What of a line is stored, checked. */
  function valuesOf(found: FoundSession, said: LineSaid): Result<Values, CoreFailure> {
    const { establishment, blocker, newBlocker: _new, ...plain } = said;
    const values: Record<string, JsonValue | undefined> = { ...plain };
    if (establishment !== undefined) {
      const school = establishment === null ? null : schoolOf(found, establishment);
      if (school === undefined) {
        return err({ type: 'EstablishmentUnknown', establishment: establishment ?? '' });
      }
      values['establishment'] = school?.id ?? null;
      values['schoolNames'] = school === null ? null : schoolNames(school);
    }
    if (blocker !== undefined) {
      if (!context.mayHelp(found.wave.id)) return err({ type: 'NotAllowed' });
      if (blocker !== null && !isOfWave(blocker, found)) {
        return err({ type: 'BlockerUnknown', blocker });
      }
      values['blocker'] = blocker;
    }
    return ok(changed(undefined, values));
  }

  function isOfWave(blocker: string, { wave }: FoundSession): boolean {
    return context.blockers.blocker(blocker)[0]?.wave === wave.id;
  }

  /** Writes of the register for a difficulty as it now is. */
  function caseWrites(
    found: FoundSession,
    { blocker, establishment, state }: Pick<Entry, 'blocker' | 'establishment' | 'state'>,
    on: LocalDate,
  ): Write[] {
    const wave = found.wave.id;
    if (blocker === null || establishment === null || !context.mayHelp(wave)) return [];
    const from = found.session.id;
    const reported = register.report({ wave, blocker, establishment, on, source: 'session', from });
    if (state !== 'solved') return [...reported];
    // One write for each row: what is reported and lifted at once is made lifted.
    return reported.length === 0
      ? [...register.passOn({ wave, blocker, establishment, state, on })]
      : reported.map((write) => ({ ...write, set: { ...write.set, liftedOn: on } }));
  }

  function openBlocker(
    found: FoundSession,
    { text, theme }: { readonly text: string; readonly theme: string | null },
    on: LocalDate,
  ): { id: string; writes: readonly Write[] } {
    const title = text.slice(0, MAX_TITLE);
    return register.open({ wave: found.wave.id, title, theme, on });
  }

  const writing: LogWriting = {
    findToWrite(id) {
      const found = reading.find(id);
      if (!found.ok) return found;
      const { session, group } = found.value;
      if (!context.mayLog(group.id)) return err({ type: 'NotAllowed' });
      if (session.status === 'cancelled') return err({ type: 'TutoringCancelled', session: id });
      return found;
    },

    mark(found, marks) {
      const { session, scope } = found;
      const all = reading.schools(found);
      const schools = new Map<LogSchool, (typeof marks)[number]>();
      for (const mark of marks) {
        const school = schoolOf(found, mark.establishment, all);
        if (school === undefined) {
          return err({ type: 'EstablishmentUnknown', establishment: mark.establishment });
        }
        schools.set(school, { ...schools.get(school), ...mark });
      }
      const writes = [...schools].flatMap(([school, { status, people }]): Write[] => {
        const establishment = school.id;
        const row = tutoringPresenceId(session.id, establishment);
        const [known] = rows.presence(row);
        if (status === null) {
          return known === undefined
            ? []
            : [{ entity: PRESENCE, row, scope, set: { [DELETED_FIELD]: true } }];
        }
        const said = { status, ...(people === undefined ? {} : { people }) };
        if (known !== undefined) {
          const set = changed(known, said);
          return Object.keys(set).length === 0 ? [] : [{ entity: PRESENCE, row, scope, set }];
        }
        const back = context.revival(PRESENCE, row);
        const of = { session: session.id, establishment, schoolNames: schoolNames(school) };
        const set = { ...back, people: null, ...of, ...said };
        return [{ entity: PRESENCE, row, scope, set }];
      });
      if (writes.length === 0) return ok(null);
      prepare(
        found,
        marks.some(({ status }) => status !== null),
      );
      context.record(writes);
      return ok(null);
    },

    write(found, { kind, said, about, id: called }) {
      if (said.text.trim() === '') return err({ type: 'BadInput', detail: 'text' });
      const own = called === undefined ? null : ownId(found, called);
      if (own !== null && (rows.entry(own).length > 0 || rows.isRemoved(own))) {
        return ok({ id: own, unchanged: true });
      }
      const values = valuesOf(found, said);
      if (!values.ok) return values;
      const needsLines = kind === 'answer' || about !== undefined;
      const lines = needsLines ? reading.lines(found) : [];
      const named = (values.value['establishment'] ?? null) as string | null;
      const of = about ?? (kind === 'answer' ? answered(lines, named) : null);
      const difficulty = of === null ? undefined : lines.find(({ id }) => id === of);
      if (of !== null && difficulty?.kind !== 'difficulty') {
        return err({ type: 'EntryUnknown', entry: of });
      }
      const school = named ?? difficulty?.establishment ?? null;
      const { session, scope } = found;
      const on = session.day < found.wave.today ? session.day : dayOf(found);
      const state = kind === 'difficulty' ? (said.state ?? 'open') : null;
      const wantsNew = kind === 'difficulty' && said.newBlocker === true;
      if (wantsNew && !context.mayHelp(found.wave.id)) return err({ type: 'NotAllowed' });
      const theme = said.theme?.trim() || null;
      const made = wantsNew ? openBlocker(found, { text: said.text.trim(), theme }, on) : null;
      const blocker = made?.id ?? (kind === 'difficulty' ? (said.blocker ?? null) : null);
      lastAt = Math.max(context.now(), lastAt + 1);
      const id = own ?? context.newId();
      const set: Values = {
        session: session.id,
        kind,
        ...values.value,
        ...(named === null && school !== null ? aboutSchool(found, school) : {}),
        ...(state === null ? {} : { state, stateOn: on }),
        ...(blocker === null ? {} : { blocker }),
        ...(of === null ? {} : { about: of }),
        at: lastAt,
        author: context.me()?.name ?? null,
      };
      if (kind !== 'difficulty') for (const name of ['state', 'blocker']) delete set[name];
      prepare(found, true);
      context.record([
        ...(made?.writes ?? []),
        { entity: ENTRY, row: id, scope, set },
        ...caseWrites(found, { blocker, establishment: school, state }, on),
        ...(kind === 'answer' && difficulty !== undefined
          ? answerWrites(found, difficulty.id, said.text.trim(), on)
          : []),
      ]);
      return ok({ id });
    },

    edit(found, entry, kind = entry.kind ?? 'note', said) {
      if (said.text?.trim() === '') return err({ type: 'BadInput', detail: 'text' });
      const values = valuesOf(found, said);
      if (!values.ok) return values;
      const isDifficulty = kind === 'difficulty';
      const on = dayOf(found);
      const wanted: Record<string, JsonValue | undefined> = { ...said, ...values.value, kind };
      delete wanted['newBlocker'];
      if (!isDifficulty) Object.assign(wanted, { state: null, stateOn: null, blocker: null });
      else {
        const state = said.state ?? entry.state ?? 'open';
        wanted['state'] = state;
        if (state !== entry.state) wanted['stateOn'] = on;
      }
      let made: ReturnType<typeof openBlocker> | null = null;
      if (isDifficulty && said.newBlocker === true) {
        if (!context.mayHelp(found.wave.id)) return err({ type: 'NotAllowed' });
        made = openBlocker(
          found,
          { text: said.text?.trim() ?? entry.text ?? '', theme: said.theme ?? entry.theme },
          on,
        );
        wanted['blocker'] = made.id;
      }
      const set = changed(entry, wanted);
      if (Object.keys(set).length === 0) return ok(null);
      const after = { ...entry, ...set } as Entry;
      context.record([
        ...(made?.writes ?? []),
        { entity: ENTRY, row: entry.id, scope: entry.scope, set },
        ...movedCase(found, entry, after, on),
      ]);
      return ok(null);
    },

    remove(found, entry) {
      context.record([
        { entity: ENTRY, row: entry.id, scope: entry.scope, set: { [DELETED_FIELD]: true } },
        ...withdrawn(found, entry),
      ]);
    },

    describe(found, { theme, summary }) {
      const { session, scope } = found;
      const set = changed(session, { theme, summary });
      if (Object.keys(set).length === 0) return ok(null);
      prepare(found, false);
      context.record([{ entity: SESSION, row: session.id, scope, set }]);
      return ok(null);
    },
  };
  return writing;

  /** An open difficulty is answered by an answer, and so is its blocker. */
  function answerWrites(
    found: FoundSession,
    difficulty: string,
    answer: string,
    on: LocalDate,
  ): Write[] {
    const [row] = rows.entry(difficulty);
    if (row === undefined) return [];
    const wave = found.wave.id;
    const { blocker, establishment, state } = row;
    const isOpen = (state ?? 'open') === 'open';
    return [
      ...(isOpen
        ? [
            {
              entity: ENTRY,
              row: row.id,
              scope: row.scope,
              set: { state: 'answered', stateOn: on },
            },
          ]
        : []),
      ...(isOpen && blocker !== null && context.mayHelp(wave)
        ? register.passOn({ wave, blocker, establishment, state: 'answered', on, answer })
        : []),
    ];
  }

  /** Writes of the register where a difficulty's school, blocker or state has become another. */
  function movedCase(found: FoundSession, before: Entry, after: Entry, on: LocalDate): Write[] {
    const wave = found.wave.id;
    const isSame = before.blocker === after.blocker && before.establishment === after.establishment;
    if (!isSame) return [...withdrawn(found, before), ...caseWrites(found, after, on)];
    const { blocker, establishment, state } = after;
    if (before.state === state || blocker === null || state === null || !context.mayHelp(wave)) {
      return [];
    }
    return [...register.passOn({ wave, blocker, establishment, state, on })];
  }

  /** Takes a school's case back, where it was this session that said so and no other line does. */
  function withdrawn(found: FoundSession, entry: Entry): Write[] {
    const wave = found.wave.id;
    const { blocker, establishment, id } = entry;
    if (blocker === null || establishment === null || !context.mayHelp(wave)) return [];
    const others = reading
      .lines(found)
      .some(
        (line) =>
          line.id !== id && line.blocker?.id === blocker && line.establishment === establishment,
      );
    return others
      ? []
      : [...register.withdraw({ wave, blocker, establishment, from: found.session.id })];
  }
}
