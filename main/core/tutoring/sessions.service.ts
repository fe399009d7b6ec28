import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { ruleDays } from '../../../shared/calendar/recurrence.ts';
import { addMonths } from '../../../shared/kernel/dates.ts';
import { err, ok } from '../../../shared/kernel/result.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import { scopeId } from '../../../shared/schema/scope.ts';
import type {
  SessionChange,
  tutoringGroupsContract,
} from '../../../shared/tutoring/groups.contract.ts';
import { sessionDays, type SessionDay } from '../../../shared/tutoring/series.rules.ts';
import { tutoringSessionId } from '../../../shared/tutoring/tutoringSession.entity.ts';
import type { GroundWave } from '../access/waveGround.ts';
import { changed } from '../access/writing.ts';
import { findToLead, sessionWrites } from './series.service.ts';
import type { TutoringContext } from './tutoring.context.ts';
import { seriesOf, tutorsOf, type TutoringViews } from './tutoring.views.ts';

const SESSION = 'tutoringSession';
type SessionRow = ReturnType<TutoringContext['store']['sessions']>[number];
type Found = SessionDay<SessionRow>;

/** Single sessions of groups. */
export function createSessionHandlers(
  context: TutoringContext,
  views: TutoringViews,
): Pick<
  Handlers<typeof tutoringGroupsContract, CoreFailure>,
  'tutoring.saveSession' | 'tutoring.addSession'
> {
  const { store, record, newId } = context;

  return {
    'tutoring.saveSession': ({ group, session: id, set: wanted }) => {
      const at = findToLead(context, group);
      if (!at.ok) return at;
      const { row, wave } = at.value;
      const session = findSession(id, group);
      if (session === undefined) return err({ type: 'TutoringSessionUnknown', session: id });
      const wrong =
        wrongIn(session, wanted, wave.today) ??
        (wanted.day === undefined ? null : farAway(wanted.day, seriesOf(row), wave));
      if (wrong !== null) return err(wrong);
      const pair = tutorsOf(row).tutors.map((one) => one.id);
      const values = settled(session, wanted, seriesOf(row), pair);
      if (session.on === null) {
        const set = changed(session.row ?? undefined, values);
        const fields = Object.keys(set).length;
        if (fields > 0) {
          record([{ entity: SESSION, row: id, scope: scopeId('tutoringGroup', group), set }]);
        }
        return ok({ id, changed: fields });
      }
      const known = session.row ?? undefined;
      const writes = sessionWrites(context, { group, on: session.on, known, wanted: values });
      if (writes.length > 0) record(writes);
      return ok({ id, changed: writes.length });
    },

    'tutoring.addSession': ({ group, establishment, set }) => {
      const at = findToLead(context, group);
      if (!at.ok) return at;
      if (set.to <= set.from) return err({ type: 'BadInput', detail: 'to' });
      const far = farAway(set.day, seriesOf(at.value.row), at.value.wave);
      if (far !== null) return err(far);
      const here = views.groups(at.value.wave).find((one) => one.id === group);
      if (establishment !== null && !here?.schools.some((one) => one.id === establishment)) {
        return err({ type: 'NotInWave', establishment });
      }
      const id = newId();
      const values = { group, establishment, status: 'planned', mode: 'video', ...set };
      const scope = scopeId('tutoringGroup', group);
      record([{ entity: SESSION, row: id, scope, set: changed(undefined, values) }]);
      return ok({ id });
    },
  };

  /** A session that is stored, or that the series gives. */
  function findSession(id: string, group: string): Found | undefined {
    const row = store.group(group)[0];
    const series = row === undefined ? null : seriesOf(row);
    const known = store.sessionsOf(group);
    const there = sessionDays(group, series, known, null).find((one) => one.id === id);
    if (there !== undefined || series === null) return there;
    // A day that nothing is known of yet.
    const on = ruleDays(series.first, series).find((day) => tutoringSessionId(group, day) === id);
    return on === undefined
      ? undefined
      : sessionDays(group, series, [], null).find((one) => one.on === on);
  }
}

/** So many months before and after a group's series its sessions may be. */
const MONTHS_AROUND = 6;

/** Whether a day is out of the time of a group: of its series, else of the wave's switchover. */
function farAway(
  day: string,
  series: ReturnType<typeof seriesOf>,
  { switchoverDate, today }: GroundWave,
): CoreFailure | null {
  const middle = switchoverDate ?? today;
  const first = addMonths(series?.first ?? middle, -MONTHS_AROUND);
  const last = addMonths(series?.until ?? middle, MONTHS_AROUND);
  const from = first < today ? first : today;
  const until = last > today ? last : today;
  return day < from || day > until ? { type: 'SessionFarAway', day, from, until } : null;
}

function wrongIn(session: Found, wanted: SessionChange, today: string): CoreFailure | null {
  const day = wanted.day ?? session.day;
  const [from, to] = [wanted.from ?? session.from, wanted.to ?? session.to];
  if (to <= from) return { type: 'BadInput', detail: 'to' };
  if (wanted.status === 'held' && day > today) return { type: 'DayAhead', day, today };
  const cancels = wanted.status === 'cancelled' && !(wanted.reason ?? session.reason)?.trim();
  return cancels ? { type: 'WaveReasonMissing' } : null;
}

type Values = Record<string, JsonValue | undefined>;

/** What follows from what is wanted of a session. */
function settled(
  session: Found,
  wanted: SessionChange,
  series: ReturnType<typeof seriesOf>,
  pair: readonly string[],
): Values {
  const { day, from, to, ...rest } = wanted;
  const values: Values = { ...rest };
  if (day !== undefined || from !== undefined || to !== undefined) {
    const at = {
      day: day ?? session.day,
      from: from ?? session.from,
      to: to ?? session.to,
    };
    // Back where the series has it, it follows the series again.
    const isBack =
      session.on !== null &&
      at.day === session.on &&
      at.from === series?.from &&
      at.to === series.to;
    Object.assign(values, isBack ? { day: null, from: null, to: null } : at);
    // Whoever gives it a day says that it takes place.
    const isSaid = (session.row?.status ?? values['status'] ?? null) !== null;
    if (!isSaid) values['status'] = 'planned';
  }
  if (
    session.status === 'cancelled' &&
    wanted.status === 'planned' &&
    wanted.reason === undefined
  ) {
    values['reason'] = null;
  }
  // Who led it stays known when others take over the group.
  if (
    wanted.status === 'held' &&
    wanted.tutors === undefined &&
    (session.row?.tutors ?? null) === null
  ) {
    values['tutors'] = [...pair];
  }
  return values;
}
