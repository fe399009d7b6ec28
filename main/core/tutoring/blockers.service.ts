import type { LinkedTicket } from '../../../shared/bridge/linkedTicket.ts';
import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import { scopeId } from '../../../shared/schema/scope.ts';
import type { blockersContract } from '../../../shared/tutoring/blockers.contract.ts';
import type { blockerStates } from '../../../shared/tutoring/blocker.entity.ts';
import { changed } from '../access/writing.ts';
import type { Write } from '../store/record.ts';
import { mergeWrites } from './blockers.merging.ts';
import { findBlocker, readBlocker, readRegister } from './blockers.reads.ts';
import type { TutoringContext } from './tutoring.context.ts';

/** Proposes a change of a programme's kit. */
export type Propose = (input: {
  readonly programme: string;
  readonly action: string | null;
  readonly text: string;
}) => Result<{ id: string }, CoreFailure> | Promise<Result<{ id: string }, CoreFailure>>;

/** Requests for help about a blocker that this device's person is shown. */
export type RequestsOf = (blocker: string) => LinkedTicket[];

type Found = Extract<ReturnType<typeof findBlocker>, { ok: true }>['value'];
type State = (typeof blockerStates)[number];

/** The register of blockers: read, written, merged, and what comes of one. */
export function createBlockers(
  context: TutoringContext,
  propose: Propose,
  requestsOf: RequestsOf,
): Handlers<typeof blockersContract, CoreFailure> {
  const { blockers, blockerWriting } = context;

  /** The blocker, where this device's person may write of it. */
  function writable(id: string): Result<Found, CoreFailure> {
    const found = findBlocker(context, id);
    if (!found.ok) return found;
    return context.mayHelp(found.value.wave.id) ? found : err({ type: 'NotAllowed' });
  }

  function write(writes: readonly Write[]): void {
    const told = writes.filter(({ set }) => Object.keys(set).length > 0);
    if (told.length > 0) context.record(told);
  }

  const change = (
    { row }: Found,
    wanted: Readonly<Record<string, JsonValue | undefined>>,
  ): Write => ({ entity: 'blocker', row: row.id, scope: row.scope, set: changed(row, wanted) });

  /** What of the days goes with a state: those that were reached before stay. */
  function daysOf({ row, wave }: Found, state: State): Record<string, JsonValue> {
    const { today } = wave;
    if (state === 'open') return { answeredOn: null, solvedOn: null };
    if (state === 'answered') return { answeredOn: row.answeredOn ?? today, solvedOn: null };
    return state === 'solved' ? { solvedOn: row.solvedOn ?? today } : {};
  }

  return {
    'blockers.list': ({ wave: id }) => {
      const found = context.find(id);
      return found.ok ? ok(readRegister(context, found.value)) : found;
    },
    'blockers.read': ({ id }) => {
      const found = findBlocker(context, id);
      if (!found.ok) return found;
      return ok({ ...readBlocker(context, found.value), tickets: requestsOf(id) });
    },
    'blockers.save': ({ wave: waveId, id, set }) => {
      if (id === undefined) {
        const wave = context.find(waveId);
        if (!wave.ok) return wave;
        if (!context.mayHelp(wave.value.id)) return err({ type: 'NotAllowed' });
        const { title, answer = null, ...said } = set;
        if (title === undefined) return err({ type: 'BadInput', detail: 'title' });
        const made = blockerWriting.open({
          wave: wave.value.id,
          on: wave.value.today,
          title,
          ...defined(said),
        });
        const answered = { answer, state: 'answered', answeredOn: wave.value.today };
        write(
          answer === null
            ? made.writes
            : made.writes.map((one) => ({ ...one, set: { ...one.set, ...answered } })),
        );
        return ok({ id: made.id });
      }
      const found = writable(id);
      if (!found.ok) return found;
      const { row } = found.value;
      const answers = (set.answer ?? '').trim() !== '' && row.state === 'open';
      const state = answers
        ? { state: 'answered', answeredOn: found.value.wave.today, solvedOn: row.solvedOn }
        : {};
      write([change(found.value, { ...set, ...state })]);
      return ok({ id });
    },
    'blockers.settle': ({ id, state, lift = false }) => {
      const found = writable(id);
      if (!found.ok) return found;
      const { today } = found.value.wave;
      const wanted = { state, ...daysOf(found.value, state) };
      const lifted = lift
        ? blockers
            .reports('', id)
            .filter(({ liftedOn }) => liftedOn === null)
            .map((report) => ({
              entity: 'blockerReport',
              row: report.id,
              scope: report.scope,
              set: { liftedOn: today },
            }))
        : [];
      write([change(found.value, wanted), ...lifted]);
      return ok(null);
    },
    'blockers.case': ({ id, establishment, state }) => {
      const found = writable(id);
      if (!found.ok) return found;
      const { wave } = found.value;
      if (blockers.school(establishment) === undefined)
        return err({ type: 'EstablishmentUnknown', establishment });
      const about = { wave: wave.id, blocker: id, establishment };
      const on = wave.today;
      write(
        state === 'none'
          ? blockerWriting.withdraw(about)
          : state === 'lifted'
            ? blockerWriting.passOn({ ...about, state: 'solved', on })
            : blockerWriting.report({ ...about, on, source: 'hand', from: null }),
      );
      return ok(null);
    },
    'blockers.merge': ({ id, into }) => {
      const found = writable(id);
      if (!found.ok) return found;
      const other = writable(into);
      if (!other.ok) return other;
      if (
        id === into ||
        other.value.wave.id !== found.value.wave.id ||
        other.value.row.sameAs !== null
      )
        return err({ type: 'BadInput', detail: 'into' });
      write(mergeWrites(context, id, into));
      return ok(null);
    },
    'blockers.propose': async ({ id, text }) => {
      const found = writable(id);
      if (!found.ok) return found;
      const { row, wave } = found.value;
      const proposed = await propose({ programme: wave.programme, action: row.action, text });
      if (!proposed.ok) return proposed;
      write([change(found.value, { proposal: proposed.value.id })]);
      return ok({ proposal: proposed.value.id });
    },
    'blockers.article': ({ id }) => {
      const found = writable(id);
      if (!found.ok) return found;
      const { row, wave } = found.value;
      if (row.article !== null) return ok({ article: row.article });
      const scope = scopeId('waveSupport', wave.id);
      if (!context.mayCreate(scope, 'article')) return err({ type: 'NotAllowed' });
      const article = context.newId();
      const set = {
        title: row.title ?? id,
        body: [row.description, row.answer].filter((text) => text !== null).join('\n\n'),
        state: 'draft',
        number: null,
        updatedOn: wave.today,
        keywords: row.theme === null ? [] : [row.theme],
        actions: row.action === null ? [] : [row.action],
        author: context.me()!.name,
      };
      write([{ entity: 'article', row: article, scope, set }, change(found.value, { article })]);
      return ok({ article });
    },
  };
}

/** What is given, without what is undefined. */
function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
