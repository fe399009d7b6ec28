import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { isLocalDate, type LocalDate } from '../../../shared/kernel/dates.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { KitStepView } from '../../../shared/kit/kit.contract.ts';
import { decideTick, withReason, type StepFields } from '../../../shared/kit/kit.rules.ts';
import { MAX_NOTE, statusesWithReason, type StepStatus } from '../../../shared/kit/stepStatus.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import type { Write } from '../store/record.ts';
import type { StepRecord } from './kit.store.ts';

interface KitWorkParts {
  readonly step: (id: string) => StepRecord | null;
  /** The step as it is shown now. */
  readonly view: (id: string) => KitStepView | null;
  readonly me: () => object | null;
  readonly mayWrite: (scope: ScopeId, entity: string, fields: readonly string[]) => boolean;
  /** Whether somebody has a role over a school. */
  readonly isOf: (person: string, establishment: string) => boolean;
  readonly today: () => LocalDate;
  readonly record: (writes: readonly Write[]) => unknown;
}

type Set = Readonly<Record<string, string | null>>;
type Decide = (step: StepRecord) => Result<Set, CoreFailure>;

/** Changes of several steps in one action, and of one step back to what it was. */
export interface KitWorkService {
  tickMany(input: {
    readonly steps: readonly string[];
    readonly status: StepStatus;
    readonly reason?: string | undefined;
  }): Result<KitStepView[], CoreFailure>;
  assign(input: {
    readonly steps: readonly string[];
    readonly assignee: string | null;
  }): Result<KitStepView[], CoreFailure>;
  restore(input: {
    readonly step: string;
    readonly set: {
      readonly status?: StepStatus | undefined;
      readonly note?: string | null | undefined;
      readonly doneOn?: string | null | undefined;
      readonly assignee?: string | null | undefined;
    };
  }): Result<KitStepView, CoreFailure>;
}

export function createKitWorkService(parts: KitWorkParts): KitWorkService {
  /** Decides on all steps before any is written: either all of them change or none. */
  function change(ids: readonly string[], decide: Decide): Result<KitStepView[], CoreFailure> {
    if (parts.me() === null) return err({ type: 'NotEnrolled' });
    const writes: Write[] = [];
    for (const id of new Set(ids)) {
      const step = parts.step(id);
      if (step === null) return err({ type: 'StepUnknown', step: id });
      const decided = decide(step);
      if (!decided.ok) return decided;
      const fields = Object.keys(decided.value);
      const scope = step.scope as ScopeId;
      if (!parts.mayWrite(scope, 'kitStep', fields)) return err({ type: 'NotAllowed' });
      if (fields.length > 0) writes.push({ entity: 'kitStep', row: id, scope, set: decided.value });
    }
    if (writes.length > 0) parts.record(writes);
    return ok(writes.flatMap(({ row }) => parts.view(row) ?? []));
  }

  function one(id: string, decide: Decide): Result<KitStepView, CoreFailure> {
    const changed = change([id], decide);
    return changed.ok ? ok(parts.view(id)!) : changed;
  }

  return {
    tickMany({ steps, status, reason }) {
      return change(steps, (step) => {
        const note = reason === undefined ? undefined : withReason(step.note, reason);
        if (note !== undefined && note.length > MAX_NOTE) {
          return err({ type: 'NoteTooLong', length: note.length, limit: MAX_NOTE });
        }
        const fields: StepFields = { ...step, status: step.status ?? 'todo' };
        const decided = decideTick(fields, { status, note }, parts.today());
        return decided.ok ? ok({ ...decided.value }) : decided;
      });
    },

    assign({ steps, assignee }) {
      return change(steps, (step) => {
        if (assignee !== null && !parts.isOf(assignee, step.establishment)) {
          return err({ type: 'BadInput', detail: 'assignee' });
        }
        return ok(assignee === (step.assignee ?? null) ? {} : { assignee });
      });
    },

    restore({ step: id, set }) {
      return one(id, (step) => {
        const { doneOn = null, note = step.note, status = step.status ?? 'todo' } = set;
        if (doneOn !== null && !isLocalDate(doneOn)) {
          return err({ type: 'BadInput', detail: 'doneOn' });
        }
        if (statusesWithReason.includes(status) && (note ?? '').trim() === '') {
          return err({ type: 'ReasonMissing', status });
        }
        const wanted: Record<string, string | null> = {};
        if (set.status !== undefined) {
          wanted['status'] = status;
          wanted['doneOn'] = status === 'done' ? (doneOn ?? parts.today()) : null;
        }
        if (set.note !== undefined) wanted['note'] = set.note;
        if (set.assignee !== undefined) wanted['assignee'] = set.assignee;
        const now: Record<string, unknown> = { ...step };
        return ok(
          Object.fromEntries(
            Object.entries(wanted).filter(([field, value]) => value !== (now[field] ?? null)),
          ),
        );
      });
    },
  };
}
