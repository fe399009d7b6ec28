import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { InputOf } from '../../../shared/bridge/contract.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { dueDay } from '../../../shared/kit/kit.rules.ts';
import { kitStepId } from '../../../shared/kit/kitStep.entity.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import { DELETED_FIELD } from '../../../shared/sync/change.ts';
import { appliesTo } from '../../../shared/wave/dealing.rules.ts';
import {
  planPostponement,
  type CampaignWave,
  type PostponementPlan,
} from '../../../shared/wave/postponement.rules.ts';
import type {
  PostponedSchool,
  PostponeReport,
  wavesContract,
} from '../../../shared/wave/waves.contract.ts';
import { waveMembershipId } from '../../../shared/wave/waveMembership.entity.ts';
import type { Write } from '../store/record.ts';
import {
  isLater,
  schoolScope,
  type FoundWave,
  type LoadChange,
  type WavesContext,
} from './waves.context.ts';
import { deal, planOf } from './waves.dealing.ts';
import { schoolView } from './waves.reads.ts';
import { membershipWrite, membersNamed } from './waves.writes.ts';
import type { MemberRecord } from './waves.store.ts';

type Input = InputOf<(typeof wavesContract)['waves.postpone']>;

/** Open steps that a preview names by school. */
const STEPS_SHOWN = 8;
/** Statuses of steps that are still to be done. */
const OPEN = new Set(['todo', 'blocked', null]);

interface Postponed {
  readonly report: PostponedSchool;
  readonly writes: Write[];
}

/** Puts schools off, or says what that would come to. */
export function createWavesPostponing(context: WavesContext) {
  const { store } = context;

  function postponeOne(
    input: Input,
    found: FoundWave,
    member: MemberRecord,
  ): Result<Postponed, CoreFailure> {
    const before = planOf(found, member);
    if (before.switchoverDate === null) return err({ type: 'WaveHasNoDate' });
    const plan = planPostponement({
      rule: found.programme.rule,
      wish: input.wish,
      from: before.switchoverDate,
      origin: originOf(found, member, before.switchoverDate),
      waves: campaign(found),
      today: found.today,
      noticeOn: input.noticeOn,
      registeredLetter: input.registeredLetter,
      effectiveOn: input.effectiveOn,
      endsOn: found.wave.endsOn,
    });
    if ('type' in plan) {
      if (plan.type === 'NoticeAhead') {
        return err({ type: 'NoticeAhead', day: input.noticeOn!, today: found.today });
      }
      return plan.type === 'NotLater'
        ? err({ type: 'NotLater', from: before.switchoverDate })
        : err({ type: 'WaveUnknown', wave: input.wish.to === 'wave' ? input.wish.wave : '' });
    }
    const target = plan.toWave === null ? found : targetOf(plan.toWave);
    const scope = schoolScope(member.id);
    const steps = store.steps(scope, found.programme.id).filter(({ deleted }) => deleted === null);
    const actions = new Map(store.actions(found.programme.id).map((one) => [one.action, one]));
    const after = {
      switchoverDate: plan.toDate,
      variant: plan.toWave === null ? before.variant : target.wave.variant,
      calendar: found.calendar,
    };
    const moves: PostponedSchool['steps'] = [];
    const gone: Write[] = [];
    let kept = 0;
    for (const step of steps) {
      const action = actions.get(step.action);
      if (step.status === 'done') kept += 1;
      if (action === undefined || !OPEN.has(step.status)) continue;
      // What was taken out of the kit, and nobody has worked on, has no day to move.
      if (action.retired && step.status !== 'blocked' && step.note === null) continue;
      const isOfOther =
        plan.toWave !== null &&
        !appliesTo(action, { variant: after.variant, level: member.level }) &&
        !action.retired;
      if (isOfOther && step.status === 'todo' && step.note === null) {
        gone.push({
          entity: 'kitStep',
          row: kitStepId(member.id, found.programme.id, step.action),
          scope,
          set: { [DELETED_FIELD]: true },
        });
        continue;
      }
      const from = dueDay(action, before)?.due ?? null;
      const to = plan.toDate === null ? null : (dueDay(action, after)?.due ?? null);
      if (from !== to) {
        moves.push({ action: step.action, title: action.title ?? { fr: step.action }, from, to });
      }
    }
    const added =
      plan.toWave === null || target.wave.openedOn === null
        ? []
        : (deal(
            store,
            target,
            [{ id: member.id, switchoverDate: null, variant: null, level: member.level }],
            target.today,
          ).lists[0] ?? []);
    const writes = [
      ...recordOf(input, found, member, plan),
      ...membershipsOf(input, found, member, plan),
      ...gone,
      ...added,
    ];
    const report: PostponedSchool = {
      ...schoolView(member),
      kind: plan.kind,
      fromDate: plan.fromDate,
      toDate: plan.toDate,
      toWave:
        plan.toWave === null ? null : { id: plan.toWave, label: target.wave.label ?? plan.toWave },
      effectiveOn: plan.effectiveOn,
      notice: { ...plan.notice },
      overLongest: plan.overLongest,
      afterEnd: plan.afterEnd,
      kept,
      moves: moves.length,
      steps: moves.toSorted(byDay).slice(0, STEPS_SHOWN),
      places: { training: store.staffOf(scope), tutoring: 1 },
      added: added.length,
      removed: gone.length,
    };
    return ok({ report, writes });
  }

  /** The first day that a school was to switch over on in the programme, before all postponements. */
  function originOf({ programme }: FoundWave, { id }: MemberRecord, from: LocalDate): LocalDate {
    const before = store.firstSwitchover(schoolScope(id), programme.id);
    return before !== null && before < from ? before : from;
  }

  function targetOf(id: string): FoundWave {
    return context.waveOf(store.waves().find((wave) => wave.id === id)!);
  }

  /** Waves of the programme that a school may go to. */
  function campaign({ wave }: FoundWave): CampaignWave[] {
    return store.waves().flatMap(({ id, programme, switchoverDate, kind }) => {
      const isOther = programme === wave.programme && id !== wave.id && kind !== 'waiting';
      return isOther && switchoverDate !== null ? [{ id, switchoverDate }] : [];
    });
  }

  function recordOf(
    input: Input,
    found: FoundWave,
    member: MemberRecord,
    plan: PostponementPlan,
  ): Write[] {
    const { wave } = found;
    const set: Record<string, JsonValue> = {
      establishment: member.id,
      wave: wave.id,
      kind: plan.kind,
      decidedOn: found.today,
      registeredLetter: input.registeredLetter,
      effectiveOn: plan.effectiveOn,
      fromDate: plan.fromDate,
    };
    if (input.reason !== '') set['reason'] = input.reason;
    if (input.noticeOn !== null) set['noticeOn'] = input.noticeOn;
    if (plan.toDate !== null) set['toDate'] = plan.toDate;
    if (plan.toWave !== null) set['toWave'] = plan.toWave;
    if (input.costsDue !== null) set['costsDue'] = input.costsDue;
    const row = `postponement-${context.newId()}`;
    return [{ entity: 'postponement', row, scope: schoolScope(member.id), set }];
  }

  function membershipsOf(
    input: Input,
    found: FoundWave,
    member: MemberRecord,
    plan: PostponementPlan,
  ): Write[] {
    const { reason } = input;
    // Days before stay as they were: it is from now on that it is no longer in the wave.
    const day = found.today;
    const ended =
      plan.kind === 'abandoned' || plan.toWave !== null
        ? context.leaving(found.wave.id, member.id, day, reason)
        : [];
    if (plan.kind === 'abandoned') {
      return [
        membershipWrite(member, { status: 'withdrawn', leftOn: day, toWave: null, reason }),
        ...ended,
      ];
    }
    if (plan.toWave === null) {
      return [
        membershipWrite(member, {
          status: 'postponed',
          switchoverDate: plan.toDate,
          toWave: null,
          reason,
        }),
      ];
    }
    const known = context.members(plan.toWave).some(({ id }) => id === member.id);
    const joins = { joinedOn: day, status: 'informed', reason };
    const joined: Write = {
      entity: 'waveMembership',
      row: waveMembershipId(plan.toWave, member.id),
      scope: schoolScope(member.id),
      set: known
        ? { leftOn: null, toWave: null, switchoverDate: null, ...joins }
        : { wave: plan.toWave, establishment: member.id, ...joins },
    };
    return [
      membershipWrite(member, { status: 'postponed', leftOn: day, toWave: plan.toWave, reason }),
      ...ended,
      joined,
    ];
  }

  return function postpone(input: Input): Result<PostponeReport, CoreFailure> {
    const wave = input.wave ?? waveHolding(context, input.establishments[0]!);
    if (wave === null) return err({ type: 'NotInWave', establishment: input.establishments[0]! });
    const found = context.findToEdit(wave);
    if (!found.ok) return found;
    if (input.reason === '') return err({ type: 'WaveReasonMissing' });
    const members = membersNamed(context, wave, input.establishments);
    if (!members.ok) return members;
    const done: Postponed[] = [];
    for (const member of members.value) {
      const one = postponeOne(input, found.value, member);
      if (!one.ok) return one;
      done.push(one.value);
    }
    const load = loads(
      context,
      found.value,
      done.map(({ report }) => report),
    );
    if (!input.dryRun) {
      const lists = done.map(({ writes }) => writes);
      context.recordAll(lists);
      context.written(lists);
    }
    return ok({
      wave,
      written: !input.dryRun,
      schools: done.map(({ report }) => report),
      load,
      costsDue: input.costsDue,
      rule: found.value.programme.rule,
    });
  };
}

/** The load of the wave that schools leave and of those that they go to, before and after. */
function loads(
  context: WavesContext,
  { wave }: FoundWave,
  done: readonly PostponedSchool[],
): PostponeReport['load'] {
  const leaves = new Set<string>();
  const later = new Map<string, boolean>();
  const come = new Map<string, string[]>();
  for (const { id, kind, toDate, toWave } of done) {
    if (kind !== 'abandoned' && toWave === null) later.set(id, isLater(toDate, wave));
    else leaves.add(id);
    if (toWave === null) continue;
    come.set(toWave.id, [...(come.get(toWave.id) ?? []), schoolScope(id)]);
  }
  const here: LoadChange = { leaves, comes: [], later };
  const there = [...come].map(([id, comes]): [string, LoadChange] => [
    id,
    { leaves: new Set(), comes, later: new Map() },
  ]);
  const all = new Map(context.store.waves().map((one) => [one.id, one]));
  return [[wave.id, here] as const, ...there].map(([id, change]) => {
    const record = all.get(id) ?? wave;
    return {
      wave: id,
      label: record.label ?? id,
      before: context.load(record),
      after: context.load(record, change),
    };
  });
}

/** The wave that a school is in now; of several, the one that switches over first. */
function waveHolding(context: WavesContext, establishment: string): string | null {
  for (const { id, kind } of context.store.waves()) {
    if (kind === 'waiting') continue;
    const here = context
      .members(id)
      .some((member) => member.id === establishment && member.leftOn === null);
    if (here) return id;
  }
  return null;
}

function byDay(a: { readonly from: string | null }, b: { readonly from: string | null }): number {
  return (a.from ?? '') < (b.from ?? '') ? -1 : 1;
}
