import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { mendedId } from '../../../shared/kernel/ids.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import { findEntity } from '../../../shared/schema/registry.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import { stampTime } from '../../../shared/kernel/clock.ts';
import { DELETED_FIELD } from '../../../shared/sync/change.ts';
import type { RejectedView } from '../../../shared/sync/sync.contract.ts';
import type { Outbox } from '../store/outbox.ts';
import type { Write } from '../store/record.ts';

export interface RefusalsParts {
  readonly outbox: Outbox;
  /** Whether the scope is on this device. */
  readonly holds: (scope: ScopeId) => boolean;
  /** Records one user action and, with it, what `also` writes; on disk when it returns. */
  readonly record: (writes: readonly Write[], also: () => void) => unknown;
}

interface Amendment {
  readonly row: string;
  readonly set: Readonly<Record<string, JsonValue>>;
}

/** Transactions that the server refused, until a person has dealt with them. */
export interface RefusalsService {
  list(): RejectedView[];
  /** Takes one off the open list; it stays in the journal. */
  dismiss(n: number): Result<null, CoreFailure>;
  /** Writes one again, amended, as a new action. */
  resend(input: {
    readonly n: number;
    readonly amend?: readonly Amendment[] | undefined;
  }): Result<null, CoreFailure>;
}

export function createRefusalsService(parts: RefusalsParts): RefusalsService {
  const { outbox } = parts;
  const open = (n: number) => outbox.refused().find((refused) => refused.n === n);

  /** The writes of a refused transaction with other values where `amend` names them. */
  function amended(
    writes: readonly Write[],
    amend: readonly Amendment[],
  ): Result<Write[], CoreFailure> {
    const wrong = amend.find(({ row }) => !writes.some((write) => write.row === row));
    if (wrong !== undefined) return err({ type: 'BadInput', detail: wrong.row });
    const result: Write[] = [];
    for (const write of writes) {
      const set = { ...write.set };
      for (const change of amend.filter(({ row }) => row === write.row)) {
        for (const [name, value] of Object.entries(change.set)) {
          if (!isOfField(write.entity, name, value)) return err({ type: 'BadInput', detail: name });
          set[name] = value;
        }
      }
      result.push({ ...write, set });
    }
    return ok(result);
  }

  return {
    list: () =>
      outbox.refused().map(({ n, stamp, refusal, changes }) => ({
        n,
        at: stampTime(stamp),
        refusal,
        changes: changes.map(({ entity, row, scope, set }) => ({ entity, row, scope, set })),
      })),
    dismiss(n) {
      if (open(n) === undefined) return err({ type: 'RejectionUnknown', n });
      outbox.dismiss(n);
      return ok(null);
    },
    resend({ n, amend = [] }) {
      const refused = open(n);
      if (refused === undefined || refused.changes.length === 0) {
        return err({ type: 'RejectionUnknown', n });
      }
      // Rows of a place that is not here could not be shown, and would be refused again.
      if (!refused.changes.every(({ scope }) => parts.holds(scope))) {
        return err({ type: 'NotAllowed' });
      }
      const writes = amended(
        refused.changes.map(({ entity, row, scope, set }) => ({ entity, row, scope, set })),
        amend,
      );
      if (!writes.ok) return writes;
      parts.record(writes.value.map(mended), () => outbox.dismiss(n, 'resent'));
      return ok(null);
    },
  };
}

/** A write whose row and references have ids that the server takes. */
function mended(write: Write): Write {
  const fields = findEntity(write.entity)?.fields;
  const set = Object.fromEntries(
    Object.entries(write.set).map(([name, value]) => [
      name,
      typeof value === 'string' && (fields?.[name]?.references ?? null) !== null
        ? mendedId(value)
        : value,
    ]),
  );
  return { ...write, row: mendedId(write.row), set };
}

function isOfField(entity: string, name: string, value: JsonValue): boolean {
  if (name === DELETED_FIELD) return typeof value === 'boolean';
  const field = findEntity(entity)?.fields[name];
  return value === null || field === undefined || field.type.safeParse(value).success;
}
