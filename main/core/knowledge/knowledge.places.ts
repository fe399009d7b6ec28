import { parseScope, scopeId, type ScopeId } from '../../../shared/schema/scope.ts';
import type { KnowledgePlace } from '../../../shared/knowledge/knowledge.contract.ts';
import type { FeatureParts, WaveGround } from '../access/waveGround.ts';
import type { KnowledgeStore } from './knowledge.store.ts';

/** Where something is written: programmes, waves, and those who help the schools of a wave. */
export interface KnowledgePlaces {
  /** What places are called, as of now. */
  named(): (scope: ScopeId) => KnowledgePlace;
  /** Places where this device's person may make rows of an entity; programmes come first. */
  writable(entity: string, kinds: readonly string[]): KnowledgePlace[];
  /** The day that counts in a place. */
  today(scope: ScopeId): string;
}

export function createKnowledgePlaces(
  store: KnowledgeStore,
  ground: WaveGround,
  { mayCreate, today }: Pick<FeatureParts, 'mayCreate' | 'today'>,
): KnowledgePlaces {
  const all = (): KnowledgePlace[] => [
    ...store.programmes.all().map(({ id, label }) => ({ scope: scopeId('programme', id), label })),
    ...ground.waves().flatMap(({ id, label }) => [
      { scope: scopeId('wave', id), label },
      { scope: scopeId('waveSupport', id), label },
    ]),
  ];
  return {
    named() {
      const known = new Map(all().map((one) => [one.scope, one]));
      return (scope) => known.get(scope) ?? { scope, label: parseScope(scope).id };
    },
    writable: (entity, kinds) =>
      all().filter(
        ({ scope }) =>
          kinds.includes(parseScope(scope as ScopeId).kind) && mayCreate(scope as ScopeId, entity),
      ),
    today(scope) {
      const { kind, id } = parseScope(scope);
      const waves = ground.waves();
      const wave =
        kind === 'programme'
          ? waves.find(({ programme }) => programme === id)
          : waves.find((one) => one.id === id);
      return wave?.today ?? waves[0]?.today ?? today();
    },
  };
}
