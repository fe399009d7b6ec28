import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import { findEntity } from '../../../shared/schema/registry.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import { changed } from '../access/writing.ts';
import type { FoundTraining, TrainingContext } from './training.context.ts';

type Saved = Result<{ id: string }, CoreFailure>;
interface Row {
  readonly id: string;
  readonly scope: ScopeId;
}

interface Saving {
  readonly entity: string;
  /** The row as it is; undefined where it is to be made. */
  readonly row: Row | undefined;
  /** Where a new row lives, and what it has from its place. */
  readonly scope: ScopeId;
  readonly names: Readonly<Record<string, JsonValue>>;
  /** Fields that it cannot be without. */
  readonly required: readonly string[];
  /** Id of a new row where it is not any. */
  readonly newRow?: string;
}

/** What the handlers that save have in common. */
export function createSetupWriting(context: TrainingContext) {
  const { mayCreate, mayWrite, record, revival, newId } = context;
  return {
    /** Finds the wave, then the row that is meant among those that the wave has. */
    saving<R extends Row>(
      { wave, id }: { wave: string; id?: string | undefined },
      rowsOf: (found: FoundTraining) => readonly R[],
      then: (found: FoundTraining, row: R | undefined) => Saved,
    ): Saved {
      const found = context.find(wave);
      if (!found.ok) return found;
      const row = id === undefined ? undefined : rowsOf(found.value).find((one) => one.id === id);
      if (id !== undefined && row === undefined) return err({ type: 'BadInput', detail: 'id' });
      return then(found.value, row);
    },

    /**
     * Records what of `wanted` differs, as one action. `wanted` has passed the entity's own types.
     * Fails with NotAllowed, and BadInput for the field that is missing or against the row's rules.
     */
    write(
      { entity: name, row, scope, names, required, newRow }: Saving,
      wanted: Readonly<Record<string, unknown>>,
    ): Saved {
      const entity = findEntity(name)!;
      const stored = row as (Row & Readonly<Record<string, unknown>>) | undefined;
      const set = changed(stored, wanted as Readonly<Record<string, JsonValue | undefined>>);
      const fields = Object.keys(set);
      const isAllowed =
        row === undefined ? mayCreate(scope, name) : mayWrite(row.scope, name, fields);
      if (!isAllowed) return err({ type: 'NotAllowed' });
      const none = Object.fromEntries(Object.keys(entity.fields).map((field) => [field, null]));
      const whole: Record<string, unknown> = { ...none, ...stored, ...set };
      const missing = required.find((field) => whole[field] === null);
      if (missing !== undefined) return err({ type: 'BadInput', detail: missing });
      if (entity.check(whole).length > 0) return err({ type: 'BadInput', detail: 'until' });
      if (row !== undefined) {
        if (fields.length > 0) record([{ entity: name, row: row.id, scope: row.scope, set }]);
        return ok({ id: row.id });
      }
      const id = newRow ?? newId();
      record([{ entity: name, row: id, scope, set: { ...revival(name, id), ...names, ...set } }]);
      return ok({ id });
    },
  };
}
