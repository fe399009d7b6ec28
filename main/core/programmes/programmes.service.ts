import type { Role } from '../../../shared/access/roles.ts';
import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok } from '../../../shared/kernel/result.ts';
import type {
  ProgrammeSummary,
  programmesContract,
} from '../../../shared/programme/programmes.contract.ts';
import { scopeId, type ScopeId } from '../../../shared/schema/scope.ts';
import type { ProgrammeRecord, ProgrammesStore } from './programmes.store.ts';

export interface ProgrammesParts {
  readonly store: ProgrammesStore;
  readonly rolesOver: (scope: ScopeId) => ReadonlySet<Role>;
}

/** Handlers of the programmes' contract. A field that has not arrived is empty, never an error. */
export function createProgrammesService({ store, rolesOver }: ProgrammesParts): {
  readonly handlers: Handlers<typeof programmesContract, CoreFailure>;
} {
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
          actions: store.actions(id),
        });
      },
    },
  };
}
