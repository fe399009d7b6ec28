import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { ruleDays } from '../../../shared/calendar/recurrence.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import { scopeId } from '../../../shared/schema/scope.ts';
import type {
  SaveSeriesInput,
  tutoringGroupsContract,
} from '../../../shared/tutoring/groups.contract.ts';
import { carriedValues, changeSeries } from '../../../shared/tutoring/series.change.ts';
import { latestEnd, type Series } from '../../../shared/tutoring/series.rules.ts';
import { tutoringSessionId } from '../../../shared/tutoring/tutoringSession.entity.ts';
import type { GroundWave } from '../access/waveGround.ts';
import { changed } from '../access/writing.ts';
import type { Write } from '../store/record.ts';
import type { TutoringContext } from './tutoring.context.ts';
import { seriesOf } from './tutoring.views.ts';

type GroupRow = ReturnType<TutoringContext['store']['groups']>[number];
type SessionRow = ReturnType<TutoringContext['store']['sessions']>[number];
type Values = Readonly<Record<string, JsonValue | undefined>>;

/** How often a group meets. */
export function createSeriesHandlers(
  context: TutoringContext,
): Pick<
  Handlers<typeof tutoringGroupsContract, CoreFailure>,
  'tutoring.previewSeries' | 'tutoring.saveSeries'
> {
  const { store, record } = context;

  return {
    'tutoring.previewSeries': ({ group, set }) => {
      const at = findToLead(context, group);
      if (!at.ok) return at;
      const wrong = wrongIn(set);
      if (wrong !== null) return bad(wrong);
      const { row, wave } = at.value;
      const { calendar } = wave;
      const change = changeSeries(group, seriesOf(row), set, store.sessionsOf(group), calendar);
      return ok({
        days: change.days.map(({ row: known, off, ...day }) => ({
          ...day,
          theme: known?.theme ?? null,
          off,
          next: off === null ? null : (calendar?.workingDayFrom(day.day) ?? null),
        })),
        gone: [...change.gone],
      });
    },

    'tutoring.saveSeries': ({ group, set, daysOff = [] }) => {
      const at = findToLead(context, group);
      if (!at.ok) return at;
      const wrong = wrongIn(set);
      if (wrong !== null) return bad(wrong);
      const { row, wave } = at.value;
      const given = new Set(ruleDays(set.first, set));
      if (daysOff.some(({ on }) => !given.has(on))) return bad('daysOff');
      const sessions = store.sessionsOf(group);
      const change = changeSeries(group, seriesOf(row), set, sessions, wave.calendar);
      const values = new Map<string, Values>();
      const say = (on: string, more: Values): void => {
        values.set(on, { ...values.get(on), ...more });
      };
      const bySeriesDay = new Map(sessions.map((one) => [one.on, one]));
      for (const one of change.gone) {
        if (one.carriedTo === null) continue;
        say(one.on, { theme: null, from: null, to: null });
        say(one.carriedTo, carriedValues(one, bySeriesDay.get(one.carriedTo)));
      }
      for (const answer of daysOff) say(answer.on, answered(answer, set));
      const writes: Write[] = [];
      const rule = changed(row, { ...set });
      if (Object.keys(rule).length > 0) {
        writes.push({
          entity: 'tutoringGroup',
          row: group,
          scope: scopeId('tutoringGroup', group),
          // The rule is one thing: two who change it at once do not make a third of it.
          set: { ...set },
        });
      }
      for (const [on, wanted] of values) {
        const known = sessions.find((one) => one.on === on);
        writes.push(...sessionWrites(context, { group, on, known, wanted }));
      }
      if (writes.length > 0) record(writes);
      return ok({ changed: writes.length });
    },
  };
}

/** The group of that id, if this device's person may lead its sessions. */
export function findToLead(
  context: TutoringContext,
  group: string,
): Result<{ row: GroupRow; wave: GroundWave }, CoreFailure> {
  const row = context.store.group(group)[0];
  if (row === undefined || row.wave === null) return err({ type: 'GroupUnknown', group });
  const found = context.find(row.wave);
  if (!found.ok) return found;
  return context.mayLog(group) ? ok({ row, wave: found.value }) : err({ type: 'NotAllowed' });
}

/** The write that notes something of a session of a series; none where it is noted already. */
export function sessionWrites(
  context: TutoringContext,
  {
    group,
    on,
    known,
    wanted,
  }: {
    readonly group: string;
    readonly on: string;
    readonly known: SessionRow | undefined;
    readonly wanted: Values;
  },
): Write[] {
  const set = changed(known, wanted);
  if (Object.keys(set).length === 0) return [];
  const row = tutoringSessionId(group, on);
  const born = known === undefined ? { ...context.revival('tutoringSession', row), group, on } : {};
  const scope = scopeId('tutoringGroup', group);
  return [{ entity: 'tutoringSession', row, scope, set: { ...born, ...set } }];
}

function answered(
  answer: NonNullable<SaveSeriesInput['daysOff']>[number],
  { from, to }: Series,
): Values {
  switch (answer.what) {
    case 'cancel':
      return { status: 'cancelled', reason: answer.reason };
    case 'move':
      return { status: 'planned', day: answer.day, from, to, reason: answer.reason ?? null };
    default:
      return { status: 'planned' };
  }
}

/** What does not go together in a rule; null: all does. */
function wrongIn({ first, from, to, until }: Series): 'to' | 'until' | null {
  if (to <= from) return 'to';
  return until < first || until > latestEnd(first) ? 'until' : null;
}

function bad(detail: string): Result<never, CoreFailure> {
  return err({ type: 'BadInput', detail });
}
