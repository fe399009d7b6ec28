import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { addDays } from '../../../shared/kernel/dates.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import { percentOf } from '../../../shared/kit/kit.rules.ts';
import type { InputOf, OutputOf } from '../../../shared/bridge/contract.ts';
import { scopeId } from '../../../shared/schema/scope.ts';
import { isAfterEnd } from '../../../shared/wave/load.rules.ts';
import { compareCandidates, readinessOf } from '../../../shared/wave/readiness.rules.ts';
import { goesAlong, isWaiting } from '../../../shared/wave/status.rules.ts';
import { membershipStatuses } from '../../../shared/wave/waveMembership.entity.ts';
import type {
  CandidateView,
  PostponementView,
  WaveSummary,
  WaveView,
  wavesContract,
} from '../../../shared/wave/waves.contract.ts';
import { memberView, searchRows, sortMembers } from './waves.members.ts';
import { type FoundWave, type WavesContext } from './waves.context.ts';
import type { MemberRecord, SchoolRecord } from './waves.store.ts';

type In<N extends keyof typeof wavesContract> = InputOf<(typeof wavesContract)[N]>;
type Answer<N extends keyof typeof wavesContract> = Result<
  OutputOf<(typeof wavesContract)[N]>,
  CoreFailure
>;

/** Bounds of the groups of progress where the programme has none of its own, in percent. */
const USUAL_BOUNDS = { lower: 10, upper: 30 };
/** Days of the time axis before the first and after the last thing on it. */
const MARGIN_DAYS = 21;

/** Methods that read. */
export function createWavesReads(context: WavesContext) {
  const { store } = context;

  function summary({ wave, programme }: FoundWave): WaveSummary {
    const figuresOf = context.figures();
    const { lower, upper } = programme.bounds ?? USUAL_BOUNDS;
    const buckets = { over: 0, between: 0, under: 0, none: 0 };
    const sums = { establishments: 0, done: 0, applicable: 0, late: 0, blocked: 0 };
    const budgets = context.budgets();
    let loaded = 0;
    let reported = false;
    const { schools, others } = context.going(wave.id);
    sums.establishments = schools.length;
    // A wave of academies alone is followed as what it is; beside schools they are in no figure.
    for (const member of schools.length > 0 ? schools : others) {
      const budget = budgets.get(member.id);
      if (budget !== undefined) reported = true;
      if (budget !== undefined && budget > 0) loaded += 1;
      const one = figuresOf(wave.id, member.id);
      if (one === undefined || one.progress.applicable === 0) {
        buckets.none += 1;
        continue;
      }
      sums.done += one.progress.done;
      sums.applicable += one.progress.applicable;
      sums.late += one.late;
      sums.blocked += one.blocked;
      const { percent } = one.progress;
      buckets[percent > upper ? 'over' : percent >= lower ? 'between' : 'under'] += 1;
    }
    const variant = programme.variants.find(({ id }) => id === wave.variant);
    const start = variant?.startOffsetDays;
    return {
      id: wave.id,
      programme: { id: programme.id, name: programme.name },
      label: wave.label ?? wave.id,
      switchoverDate: wave.switchoverDate,
      variant:
        wave.variant === null
          ? null
          : { id: wave.variant, label: variant?.label ?? { fr: wave.variant } },
      startsOn:
        wave.switchoverDate === null || start === undefined
          ? null
          : addDays(wave.switchoverDate, start),
      status: wave.status ?? 'planned',
      kind: wave.kind ?? 'mass',
      openedOn: wave.openedOn,
      endsOn: wave.endsOn,
      ...sums,
      otherPlaces: others.length,
      percent: percentOf(sums.done, sums.applicable),
      buckets,
      budgetsLoaded: reported ? loaded : null,
      load: context.load(wave),
      afterEnd: isAfterEnd(wave.switchoverDate, wave.endsOn),
      mayEdit: context.isPilot(scopeId('wave', wave.id)),
    };
  }

  /** Candidates of a wave and of the waiting lists of its programme, in order. */
  function candidatesOf({ wave, programme }: FoundWave): CandidateView[] {
    const readiness = store.readiness(programme.id);
    const placed = new Set<string>();
    const waiting: (MemberRecord & { waveLabel: string })[] = [];
    for (const other of store.waves()) {
      if (other.programme !== programme.id) continue;
      const isList = other.kind === 'waiting';
      for (const member of context.members(other.id)) {
        if (member.leftOn !== null || !goesAlong(member.status)) continue;
        if (isList || (other.id === wave.id && isWaiting(member.status))) {
          waiting.push({ ...member, waveLabel: other.label ?? other.id });
        } else placed.add(member.id);
      }
    }
    const seen = new Set<string>();
    return waiting
      .filter(({ id }) => {
        if (placed.has(id) || seen.has(id)) return false;
        seen.add(id);
        return true;
      })
      .map((member) => {
        const known = readiness.get(member.id);
        const marks = {
          demand: known?.demand ?? null,
          digitalUse: known?.digitalUse ?? null,
          technicalState: known?.technicalState ?? null,
          functionalState: known?.functionalState ?? null,
        };
        const { score, missing } = readinessOf(marks);
        return {
          ...schoolView(member),
          wave: { id: member.wave, label: member.waveLabel },
          appliedOn: member.joinedOn,
          marks,
          score,
          missing: [...missing],
          note: known?.note ?? null,
          assessedOn: known?.assessedOn ?? null,
          rank: 0,
        };
      })
      .sort(compareCandidates)
      .map((one, index) => ({ ...one, rank: index + 1 }));
  }

  return {
    list({ programme }: In<'waves.list'>): Answer<'waves.list'> {
      const programmes = [...store.programmes().values()];
      return ok({
        waves: store
          .waves()
          .filter((wave) => programme === undefined || wave.programme === programme)
          .map((wave) => summary(context.waveOf(wave))),
        programmes: programmes
          .filter(({ id }) => context.isPilot(scopeId('programme', id)))
          .map(({ id, name, variants }) => ({
            id,
            name,
            variants: variants.map(({ id: variant, label }) => ({ id: variant, label })),
          })),
        today: programmes[0]?.practiceDate ?? context.today(),
      });
    },

    read({ wave: id }: In<'waves.read'>): Answer<'waves.read'> {
      const found = context.find(id);
      if (!found.ok) return found;
      const { wave, programme, calendar, today } = found.value;
      const head = summary(found.value);
      const members = context.members(id);
      const statuses = { left: 0 } as WaveView['statuses'];
      for (const status of membershipStatuses) statuses[status] = 0;
      for (const { leftOn, status } of members) {
        if (leftOn !== null) statuses.left += 1;
        else statuses[status ?? 'informed'] += 1;
      }
      const events = store.events(id);
      const windows = store.windows(programme.id);
      const days = [
        head.startsOn,
        wave.switchoverDate,
        wave.endsOn,
        ...events.map(({ happensOn }) => happensOn),
      ].filter((day) => day !== null);
      const first = days.length === 0 ? today : days.reduce((a, b) => (a < b ? a : b));
      const last = days.length === 0 ? today : days.reduce((a, b) => (a > b ? a : b));
      const [from, to] = [addDays(first, -MARGIN_DAYS), addDays(last, MARGIN_DAYS)];
      const breaks = calendar?.breaksBetween(from, to) ?? [];
      const holidays = calendar?.publicHolidaysBetween(from, to) ?? [];
      return ok({
        ...head,
        note: wave.note,
        trainingPlaces: wave.trainingPlaces,
        tutoringPlaces: wave.tutoringPlaces,
        budget: wave.budget,
        events,
        statuses,
        ownDates: members.filter(
          ({ leftOn, switchoverDate }) => leftOn === null && switchoverDate !== null,
        ).length,
        candidates: candidatesOf(found.value).length,
        postponements: store.postponements(id).length,
        variants: programme.variants.map(({ id: variant, label }) => ({ id: variant, label })),
        rule: programme.rule,
        holidays: [
          ...breaks.map((one) => ({ ...one })),
          ...holidays.map(({ id: name, on }) => ({ id: name, from: on, to: on })),
        ],
        windows: windows.filter((one) => one.from <= to && from <= one.to),
        others: store
          .waves()
          .filter((other) => other.programme === wave.programme && other.id !== id)
          .map((other) => ({
            id: other.id,
            label: other.label ?? other.id,
            switchoverDate: other.switchoverDate,
            kind: other.kind ?? 'mass',
          })),
        today,
      });
    },

    members(input: In<'waves.members'>): Answer<'waves.members'> {
      const found = context.find(input.wave);
      if (!found.ok) return found;
      const { wave } = found.value;
      const { status } = input;
      const figuresOf = context.figures();
      const chosen = context
        .members(wave.id)
        .filter((member) => {
          if (status === 'left') return member.leftOn !== null;
          if (member.leftOn !== null) return false;
          if (status === 'ownDate') return member.switchoverDate !== null;
          return status === undefined || (member.status ?? 'informed') === status;
        })
        .map((member) => memberView(member, wave, figuresOf(wave.id, member.id)));
      const rows = searchRows(chosen, input.search);
      if (input.sort !== undefined) sortMembers(rows, input.sort, input.descending === true);
      const { offset, limit } = input;
      return ok({ total: rows.length, rows: rows.slice(offset, offset + limit) });
    },

    candidates(input: In<'waves.candidates'>): Answer<'waves.candidates'> {
      const found = context.find(input.wave);
      if (!found.ok) return found;
      const rows = searchRows(candidatesOf(found.value), input.search);
      const { offset, limit } = input;
      return ok({ total: rows.length, rows: rows.slice(offset, offset + limit) });
    },

    postponements({ wave }: In<'waves.postponements'>): Answer<'waves.postponements'> {
      const found = context.find(wave);
      if (!found.ok) return found;
      const labels = new Map(store.waves().map(({ id, label }) => [id, label ?? id]));
      return ok(
        store.postponements(wave).map((one): PostponementView => {
          const school = store.school(one.establishment);
          return {
            id: one.id,
            establishment:
              school === null
                ? { id: one.establishment, name: one.establishment, ...NAMELESS }
                : schoolView(school),
            kind: one.kind ?? 'postponed',
            decidedOn: one.decidedOn,
            noticeOn: one.noticeOn,
            registeredLetter: one.registeredLetter === 1,
            effectiveOn: one.effectiveOn,
            reason: one.reason,
            fromDate: one.fromDate,
            toDate: one.toDate,
            toWave:
              one.toWave === null
                ? null
                : { id: one.toWave, label: labels.get(one.toWave) ?? one.toWave },
            costsDue: one.costsDue,
          };
        }),
      );
    },

    schools(input: In<'waves.schools'>): Answer<'waves.schools'> {
      const found = context.find(input.wave);
      if (!found.ok) return found;
      const here = new Set(
        context
          .members(input.wave)
          .filter(({ leftOn }) => leftOn === null)
          .map(({ id }) => id),
      );
      const all = store
        .unplaced(found.value.programme.id)
        .filter(({ id }) => !here.has(id))
        .map(schoolView);
      const rows = searchRows(all, input.search);
      const { offset, limit } = input;
      return ok({ total: rows.length, rows: rows.slice(offset, offset + limit) });
    },
  };
}

const NAMELESS = { nameAr: null, town: null, type: null, code: null };

/** A school as lists name it. */
export function schoolView(school: Omit<SchoolRecord, 'scope'>) {
  const { id, name, nameAr, town, type, code } = school;
  return { id, name: name ?? id, nameAr, town, type, code };
}
