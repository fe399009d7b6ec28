import { agreementTermsOf } from '../../../shared/agreement/agreementTerms.ts';
import type { Role } from '../../../shared/access/roles.ts';
import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { Language } from '../../../shared/kernel/language.ts';
import { plainText } from '../../../shared/kernel/plainText.ts';
import { err, ok } from '../../../shared/kernel/result.ts';
import { programmeWords } from '../../../shared/messages/programmeWords.ts';
import type {
  ProgrammeEdit,
  ProgrammeSummary,
  programmesContract,
} from '../../../shared/programme/programmes.contract.ts';
import type { Words } from '../../../shared/programme/words.ts';
import { territoryIdOf } from '../../../shared/programme/territoryId.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import { scopeId, type ScopeId } from '../../../shared/schema/scope.ts';
import { changed, type WritingParts } from '../access/writing.ts';
import type { ProgrammeRecord, ProgrammesStore } from './programmes.store.ts';

export interface ProgrammesParts extends Pick<
  WritingParts,
  'mayWrite' | 'mayCreate' | 'record' | 'revival'
> {
  readonly store: ProgrammesStore;
  readonly rolesOver: (scope: ScopeId) => ReadonlySet<Role>;
}

/** Fields of a programme that {@link ProgrammeEdit} may change. */
const EDITABLE = ['name', 'vocabulary', 'levels'] as const;

/** Handlers of the programmes' contract. A field that has not arrived is empty, never an error. */
export function createProgrammesService(parts: ProgrammesParts): {
  readonly handlers: Handlers<typeof programmesContract, CoreFailure>;
  /** What a programme calls things, for papers and tables. */
  readonly words: (programme: string | null, language: Language) => Words;
} {
  const { store, rolesOver, mayCreate, mayWrite, record, revival } = parts;
  const summary = ({
    id,
    fields,
    waves,
    establishments,
    hasAgreements,
  }: ProgrammeRecord): ProgrammeSummary => ({
    id,
    name: fields.name ?? id,
    template: fields.template,
    templateVersion: fields.templateVersion,
    kitName: fields.kitName,
    vocabulary: fields.vocabulary ?? {},
    levels: fields.levels ?? [],
    actors: fields.actors ?? [],
    country: fields.country,
    calendar: fields.calendar,
    practiceDate: fields.practiceDate,
    waves,
    establishments,
    agreements: hasAgreements || agreementTermsOf(fields.template ?? id) !== null,
    roles: [...rolesOver(scopeId('programme', id))].sort(),
  });

  return {
    words(programme, language) {
      const found = store.list().find(({ id }) => id === programme);
      return programmeWords(language, found === undefined ? null : summary(found));
    },
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
      'programmes.saveTerritory': ({ programme, territory, set }) => {
        const found = store.list().find(({ id }) => id === programme);
        if (found === undefined) return err({ type: 'ProgrammeUnknown', programme });
        if (!(found.fields.levels ?? []).some(({ id }) => id === set.level)) {
          return err({ type: 'BadInput', detail: 'level' });
        }
        const known = store.territories(programme);
        const { name, level, parent } = set;
        const stored = known.find(({ id }) => id === territory);
        if (territory !== undefined && stored === undefined) {
          return err({ type: 'TerritoryUnknown', territory });
        }
        if (parent !== null && !known.some(({ id }) => id === parent)) {
          return err({ type: 'TerritoryUnknown', territory: parent });
        }
        if (territory !== undefined && isBelow(known, parent, territory)) {
          return err({ type: 'TerritoryCircle', name });
        }
        const twin = known.find(
          (other) =>
            other.id !== territory &&
            other.level === level &&
            plainText(other.name) === plainText(name),
        );
        if (twin !== undefined) return err({ type: 'TerritoryExists', name: twin.name });
        const scope = scopeId('programme', programme);
        if (stored !== undefined) {
          const change = changed({ ...stored }, set);
          if (!mayWrite(scope, 'territory', Object.keys(change)))
            return err({ type: 'NotAllowed' });
          if (Object.keys(change).length > 0) {
            record([{ entity: 'territory', row: stored.id, scope, set: change }]);
          }
          return ok({ territory: stored.id });
        }
        if (!mayCreate(scope, 'territory')) return err({ type: 'NotAllowed' });
        // Another level may have the name: Paris is a town, a department and an academy.
        const plain = territoryIdOf(programme, name);
        const row = known.some(({ id }) => id === plain) ? `${plain}-${level}` : plain;
        const made = { ...changed(undefined, { programme, ...set }), ...revival('territory', row) };
        record([{ entity: 'territory', row, scope, set: made }]);
        return ok({ territory: row });
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

/** Whether going up from one territory leads to another. */
function isBelow(
  known: readonly { readonly id: string; readonly parent: string | null }[],
  from: string | null,
  above: string,
): boolean {
  const parents = new Map(known.map(({ id, parent }) => [id, parent]));
  const met = new Set<string>();
  for (let at = from; at !== null && !met.has(at); at = parents.get(at) ?? null) {
    if (at === above) return true;
    met.add(at);
  }
  return false;
}
