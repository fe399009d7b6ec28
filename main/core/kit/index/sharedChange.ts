import { parseScope, type ScopeId } from '../../../../shared/schema/scope.ts';

/** What has changed that more than the school of a row depends on. */
export interface SharedChange {
  /** All is to be read anew: places have left this device. */
  all: boolean;
  programmes: boolean;
  territories: boolean;
  /** Actions of kits. */
  templates: boolean;
  readonly waves: Set<string>;
}

export function noSharedChange(): SharedChange {
  return { all: false, programmes: false, territories: false, templates: false, waves: new Set() };
}

/** Adds what rows of scopes mean for what is shared; no entities: the scopes left the device. */
export function addShared(
  change: SharedChange,
  scopes: readonly ScopeId[],
  entities: readonly string[],
): void {
  for (const scope of scopes) {
    const { kind, id } = parseScope(scope);
    const isPast = entities.includes('pastValue');
    if (kind === 'wave' && (isPast || entities.includes('wave'))) change.waves.add(id);
    if (kind === 'programme') {
      change.programmes ||= entities.includes('programme');
      change.territories ||= entities.includes('territory');
      change.templates ||= isPast || entities.includes('kitAction');
    }
    if (entities.length === 0 && (kind === 'wave' || kind === 'programme')) change.all = true;
  }
}

export function isShared({
  all,
  programmes,
  territories,
  templates,
  waves,
}: SharedChange): boolean {
  return all || programmes || territories || templates || waves.size > 0;
}
