import type { Role } from '../../../shared/access/roles.ts';
import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok } from '../../../shared/kernel/result.ts';
import type {
  ProgrammeEdit,
  ProgrammeSummary,
  programmesContract,
} from '../../../shared/programme/programmes.contract.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import { scopeId, type ScopeId } from '../../../shared/schema/scope.ts';
import { changed } from '../access/writing.ts';
import type { Write } from '../store/record.ts';
import type { ProgrammeRecord, ProgrammesStore } from './programmes.store.ts';

export interface ProgrammesParts {
  readonly store: ProgrammesStore;
  readonly rolesOver: (scope: ScopeId) => ReadonlySet<Role>;
  readonly mayWrite: (scope: ScopeId, entity: string, fields: readonly string[]) => boolean;
  readonly record: (writes: readonly Write[]) => unknown;
}

/** Fields of a programme that {@link ProgrammeEdit} may change. */
const EDITABLE = ['name', 'vocabulary', 'levels'] as const;

/** Handlers of the programmes' contract. A field that has not arrived is empty, never an error. */
export function createProgrammesService(parts: ProgrammesParts): {
  readonly handlers: Handlers<typeof programmesContract, CoreFailure>;
} {
  const { store, rolesOver, mayWrite, record } = parts;
  const summary = ({ id, fields, waves, establishments }: ProgrammeRecord): ProgrammeSummary => ({
    id,
    name: fields.name ?? id,
    template: fields.template,
    templateVersion: fields.templateVersion,
    kitName: fields.kitName,
    vocabulary: fields.vocabulary ?? {},
    levels: fields.levels ?? [],
    country: fields.country,
    calendar: fields.calendar,
    practiceDate: fields.practiceDate,
    waves,
    establishments,
    roles: [...rolesOver(scopeId('programme', id))].sort(),
  });

  return {
    handlers: {
      'programmes.list': () => ok(store.list().map(summary)),
      'programmes.read': ({ programme }) => {
        const all = store.list();
        const found =
          programme === undefined ? all[0] : all.find((record) => record.id === programme);
        if (found === undefined) {
          return err({ type: 'ProgrammeUnknown', programme: programme ?? '' });
        }
        const { id, fields } = found;
        return ok({
          ...summary(found),
          phases: fields.phases ?? [],
          actors: fields.actors ?? [],
          variants: fields.variants ?? [],
          serviceGroups: fields.serviceGroups ?? [],
          services: fields.services ?? [],
          environments: fields.environments ?? [],
          bucketBounds: fields.bucketBounds,
          postponementRule: fields.postponementRule,
          teamRule: fields.teamRule,
          ticketRules: fields.ticketRules,
          territories: store.territories(id),
          mayEdit: mayWrite(scopeId('programme', id), 'programme', EDITABLE),
          actions: store.actions(id),
        });
      },
      'programmes.update': ({ programme: id, set }) => {
        const found = store.list().find((each) => each.id === id);
        if (found === undefined) return err({ type: 'ProgrammeUnknown', programme: id });
        const scope = scopeId('programme', id);
        if (!mayWrite(scope, 'programme', Object.keys(set))) return err({ type: 'NotAllowed' });
        for (const field of ['levels', 'variants'] as const) {
          if (!sameIds(found.fields[field], set[field])) {
            return err({ type: 'BadInput', detail: field });
          }
        }
        const differs = changed(
          found.fields,
          JSON.parse(JSON.stringify(set)) as Record<string, JsonValue>,
        );
        if (Object.keys(differs).length > 0) {
          record([{ entity: 'programme', row: id, scope, set: differs }]);
        }
        return ok(null);
      },
    },
  };
}

type Named = readonly { readonly id: string }[];

/** Whether a list is about the same things in the same order; one that is absent is. */
function sameIds(before: Named | null, after: ProgrammeEdit['levels']): boolean {
  if (after === undefined) return true;
  const ids = (list: Named): string => JSON.stringify(list.map(({ id }) => id));
  return ids(before ?? []) === ids(after);
}
