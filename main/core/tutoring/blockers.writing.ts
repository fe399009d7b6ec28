import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import { scopeId } from '../../../shared/schema/scope.ts';
import { DELETED_FIELD } from '../../../shared/sync/change.ts';
import { blockerReportId, type reportSources } from '../../../shared/tutoring/blocker.entity.ts';
import type { entryStates } from '../../../shared/tutoring/logEntry.entity.ts';
import { changed } from '../access/writing.ts';
import type { Write } from '../store/record.ts';
import type { FeatureParts } from '../access/waveGround.ts';
import type { BlockersStore } from './blockers.store.ts';

/** A blocker that nobody has met before. */
interface NewBlocker {
  readonly wave: string;
  readonly title: string;
  readonly on: LocalDate;
  readonly description?: string | null;
  readonly theme?: string | null;
  readonly sphere?: string | null;
  readonly action?: string | null;
}

/** That a school has met a blocker, and where. */
interface Case {
  readonly wave: string;
  readonly blocker: string;
  readonly establishment: string;
  readonly on: LocalDate;
  readonly source: (typeof reportSources)[number];
  /** Id of the session, visit, ticket or contact. */
  readonly from: string | null;
}

/** What became of a school's difficulty. */
interface Outcome {
  readonly wave: string;
  readonly blocker: string;
  /** Null: it is of no school alone. */
  readonly establishment: string | null;
  readonly state: (typeof entryStates)[number];
  readonly on: LocalDate;
  /** What was answered, for a blocker that has no answer yet. */
  readonly answer?: string | null;
}

/**
 * Writes of the register of blockers, for all that creates, links or settles them: the log, visits,
 * the help desk. They record nothing: whoever asks adds them to an action of their own. Whether the
 * person may is asked by `context.mayHelp`.
 */
export interface BlockerWriting {
  /** Makes a blocker; `id` is that of its row. */
  open(blocker: NewBlocker): { readonly id: string; readonly writes: readonly Write[] };
  /** Says that a school has met it; one that was out of its way is so no longer. */
  report(of: Case): readonly Write[];
  /** Takes back that a school has met it; with `from`, only where it was there that it was said. */
  withdraw(
    of: Pick<Case, 'wave' | 'blocker' | 'establishment'> & { readonly from?: string | null },
  ): readonly Write[];
  /**
   * Passes on what became of a difficulty. Solved: it is out of that school's way. Answered: a
   * blocker that was open is answered. When all schools are rid of it a person says, in the register.
   */
  passOn(outcome: Outcome): readonly Write[];
}

const BLOCKER = 'blocker';
const REPORT = 'blockerReport';

export function createBlockerWriting(
  context: Pick<FeatureParts, 'revival' | 'newId'> & { readonly blockers: BlockersStore },
): BlockerWriting {
  const scopeOf = (wave: string) => scopeId('waveSupport', wave);
  const reportOf = (blocker: string, establishment: string) => {
    const id = blockerReportId(blocker, establishment);
    return { id, row: context.blockers.report(id)[0] };
  };

  return {
    open({ wave, on, ...said }) {
      const id = context.newId();
      const set = changed(undefined, { wave, ...said, state: 'open', openedOn: on });
      return { id, writes: [{ entity: BLOCKER, row: id, scope: scopeOf(wave), set }] };
    },
    report({ wave, blocker, establishment, on, source, from }) {
      const { id, row } = reportOf(blocker, establishment);
      const scope = scopeOf(wave);
      if (row !== undefined) return update(row, { liftedOn: null });
      const back = context.revival(REPORT, id);
      const set: Record<string, JsonValue> = { ...back, blocker, establishment, on, source, from };
      return [{ entity: REPORT, row: id, scope, set: { ...set, liftedOn: null } }];
    },
    withdraw({ blocker, establishment, from }) {
      const { row } = reportOf(blocker, establishment);
      const isOther = from !== undefined && row?.from !== from;
      return row === undefined || isOther ? [] : update(row, { [DELETED_FIELD]: true });
    },
    passOn({ blocker: id, establishment, state, on, answer = null }) {
      const [blocker] = context.blockers.blocker(id);
      const report = establishment === null ? undefined : reportOf(id, establishment).row;
      const lifted = state === 'solved' ? (report?.liftedOn ?? on) : null;
      const isAnswered = blocker?.state === 'open' && answer !== null;
      return [
        ...(report === undefined ? [] : update(report, { liftedOn: lifted })),
        ...(blocker === undefined || !isAnswered
          ? []
          : update(
              blocker,
              {
                state: 'answered',
                answeredOn: on,
                ...(blocker.answer === null ? { answer } : {}),
              },
              BLOCKER,
            )),
      ];
    },
  };
}

function update(
  row: Pick<Write, 'scope'> & { readonly id: string },
  wanted: Readonly<Record<string, JsonValue>>,
  entity = REPORT,
): Write[] {
  const set = changed(row, wanted);
  return Object.keys(set).length === 0 ? [] : [{ entity, row: row.id, scope: row.scope, set }];
}
