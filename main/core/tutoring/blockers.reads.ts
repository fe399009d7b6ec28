import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { daysBetween, type LocalDate } from '../../../shared/kernel/dates.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { scopeId } from '../../../shared/schema/scope.ts';
import type {
  BlockerCase,
  BlockerDetail,
  BlockerRegister,
  ListedBlocker,
} from '../../../shared/tutoring/blockers.contract.ts';
import type { GroundWave } from '../access/waveGround.ts';
import type { TutoringContext } from './tutoring.context.ts';

type Row = ReturnType<TutoringContext['blockers']['blocker']>[number];

/** The register of a wave: all blockers but those that turned out to be another. */
export function readRegister(context: TutoringContext, wave: GroundWave): BlockerRegister {
  const { blockers } = context;
  const counts = new Map(blockers.caseCounts.all(wave.id).map((one) => [one.blocker, one]));
  const rows = blockers
    .blockers(wave.id)
    .filter(({ sameAs }) => sameAs === null)
    .map((row) => listed(row, counts.get(row.id), wave.today));
  return {
    wave: { id: wave.id, label: wave.label, programme: wave.programme },
    today: wave.today,
    themes: [...new Set(rows.flatMap(({ theme }) => theme ?? []))].sort((a, b) =>
      a.localeCompare(b, 'fr'),
    ),
    actions: blockers.actions.all(wave.programme).map(({ id, title }) => ({
      id,
      title: title === null ? { fr: id } : (JSON.parse(title) as { fr: string }),
    })),
    schools: blockers.schools(wave.id),
    medianDays: median(
      rows.flatMap(({ state, days }) => (state === 'solved' && days !== null ? [days] : [])),
    ),
    mayWrite: context.mayHelp(wave.id),
    mayPropose: context.mayCreate(scopeId('programme', wave.programme), 'templateProposal'),
    rows,
  };
}

/** A blocker with its wave, for whoever reads or writes it. Fails with BlockerUnknown. */
export function findBlocker(
  context: TutoringContext,
  id: string,
): Result<{ row: Row; wave: GroundWave }, CoreFailure> {
  if (context.me() === null) return err({ type: 'NotEnrolled' });
  const [row] = context.blockers.blocker(id);
  const wave = context.ground.waves().find((one) => one.id === row?.wave);
  if (row === undefined || wave === undefined) return err({ type: 'BlockerUnknown', id });
  return ok({ row, wave });
}

/** All that is known of a blocker. */
export function readBlocker(
  context: TutoringContext,
  { row, wave }: { row: Row; wave: GroundWave },
): Omit<BlockerDetail, 'tickets'> {
  const { blockers } = context;
  const cases = casesOf(context, row.id);
  const counts = {
    schools: cases.length,
    waiting: cases.filter(({ liftedOn }) => liftedOn === null).length,
  };
  return {
    ...listed(row, counts, wave.today),
    description: row.description,
    answer: row.answer,
    article: row.article,
    proposal: row.proposal,
    cases,
    blockedSteps: row.action === null ? [] : blockers.blockedSteps.all(row.action, wave.id),
    history: historyOf(row, cases),
  };
}

function casesOf({ blockers }: TutoringContext, id: string): BlockerCase[] {
  return blockers
    .reports('', id)
    .filter(({ establishment }) => establishment !== null)
    .map(({ establishment, on, source, from, liftedOn }) => {
      const school = blockers.school(establishment!);
      return {
        establishment: establishment!,
        name: school?.name ?? null,
        nameAr: school?.nameAr ?? null,
        town: school?.town ?? null,
        on,
        source: source ?? 'hand',
        from,
        liftedOn,
      };
    });
}

function historyOf(row: Row, cases: readonly BlockerCase[]): BlockerDetail['history'] {
  type Event = BlockerDetail['history'][number];
  const day = (kind: Event['kind'], on: LocalDate | null, school: string | null = null): Event[] =>
    on === null ? [] : [{ on, kind, school }];
  const events = [
    ...day('opened', row.openedOn),
    ...cases.flatMap(({ on, name }) => day('met', on, name)),
    ...day('answered', row.answeredOn),
    ...cases.flatMap(({ liftedOn, name }) => day('lifted', liftedOn, name)),
    ...day('solved', row.solvedOn),
  ];
  return events.sort((a, b) => (a.on === b.on ? 0 : a.on < b.on ? -1 : 1));
}

function listed(
  row: Row,
  counts: { schools: number; waiting: number } | undefined,
  today: LocalDate,
): ListedBlocker {
  const { id, title, theme, sphere, state, action, openedOn, answeredOn, solvedOn } = row;
  const until = state === 'solved' ? (solvedOn ?? today) : today;
  return {
    id,
    title: title ?? id,
    theme,
    sphere,
    state: state ?? 'open',
    action,
    schools: counts?.schools ?? 0,
    waiting: counts?.waiting ?? 0,
    openedOn,
    answeredOn,
    solvedOn,
    days: openedOn === null ? null : daysBetween(openedOn, until),
    text: [row.description, row.answer].filter((text) => text !== null).join('\n'),
  };
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
