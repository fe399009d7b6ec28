import type { EntityDefinition, JsonValue } from '../../../shared/schema/entity.ts';
import { parseScope } from '../../../shared/schema/scope.ts';
import { labelSchema, type Label } from '../../../shared/schema/values.ts';
import type { RowState } from '../../../shared/sync/merge.ts';
import type { Rows } from '../store/rows.ts';
import type { OpenConflict } from './sameDecision.ts';

/** Fields that rows are called by, the one that says the most first. */
const NAMING = ['label', 'title', 'name', 'displayName', 'subject', 'theme'] as const;

/** What people call a row by its own values; null: nothing. */
export function nameOf(values: RowState['values'] | undefined): Label | null {
  for (const field of NAMING) {
    const value = values?.[field];
    if (typeof value === 'string' && value.trim() !== '') {
      const arabic = values?.[`${field}Ar`];
      return { fr: value, ...(typeof arabic === 'string' && arabic !== '' && { ar: arabic }) };
    }
    const label = labelSchema.safeParse(value);
    if (label.success) return label.data;
  }
  return null;
}

/** What the ids are called that the versions of a conflict name. */
export function namesIn(
  { scope, entity, row, field, versions }: OpenConflict,
  definition: EntityDefinition | undefined,
  rows: Rows,
): Record<string, Label> {
  const names: Record<string, Label> = {};
  const keep = (id: string, name: Label | null): void => {
    if (name !== null) names[id] = name;
  };
  const meet = (name: string, value: JsonValue): void => {
    if (typeof value === 'string') {
      const references = definition?.fields[name]?.references ?? null;
      if (references !== null) keep(value, nameOf(rows.read(references, value)?.values));
      if (name === 'variant') keep(value, variantName(entity, row, value, rows));
    } else if (Array.isArray(value)) {
      for (const id of value as readonly JsonValue[]) {
        if (typeof id === 'string') keep(id, nameOf(rows.read('person', id)?.values));
      }
    }
  };
  const { kind, id } = parseScope(scope);
  // The school that the row is in.
  if (kind === 'establishment') keep(scope, nameOf(rows.read(kind, id)?.values));
  for (const { value, others } of versions) {
    meet(field, value);
    for (const [name, one] of Object.entries(others)) meet(name, one);
  }
  return names;
}

/** What the programme of a wave, or of a part in one, calls a variant. */
function variantName(entity: string, row: string, variant: string, rows: Rows): Label | null {
  const { values } = rows.read(entity, row) ?? {};
  const wave = entity === 'wave' ? values : rows.read('wave', String(values?.['wave']))?.values;
  const variants = rows.read('programme', String(wave?.['programme']))?.values['variants'];
  if (!Array.isArray(variants)) return null;
  const known = variants as readonly { readonly id: string; readonly label: Label }[];
  return known.find(({ id }) => id === variant)?.label ?? null;
}
