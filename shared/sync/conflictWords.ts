import { isLocalDate, type LocalDate } from '../kernel/dates.ts';
import type { JsonValue } from '../schema/entity.ts';
import { labelSchema, type Label } from '../schema/values.ts';

/** How values are said: in the language of whoever reads. */
export interface ValueTools {
  readonly t: (key: string | string[], values?: Record<string, unknown>) => string;
  readonly day: (day: LocalDate) => string;
  readonly number: (value: number) => string;
  readonly label: (label: Label) => string;
}

/** What ids are called, by id. */
export type Names = Readonly<Record<string, Label>>;

/** One thing that a version says. */
export interface Said {
  readonly field: string;
  readonly value: JsonValue;
}

/** Words of values that are one of a few, by entity and field. */
const WORDS: Readonly<Record<string, string>> = {
  'waveMembership.status': 'waves:status',
  'wave.status': 'waves:waveStatus',
  'wave.kind': 'waves:kind',
  'waveEvent.kind': 'waves:event.kinds',
  'postponement.kind': 'waves:postponementKind',
  'templateVersion.state': 'templates:state',
};

/** Keys of what a field is called, the most fitting first. */
export function fieldKeys(entity: string, field: string): string[] {
  return [`review.of.${entity}.${field}`, `review.field.${field}`, 'review.field.other'];
}

/** A value as a person says it; null: it is none of those that have words of their own. */
export function valueSaid(
  tools: ValueTools,
  { entity, field, value }: Said & { readonly entity: string },
  names: Names,
): string | null {
  const { t, day, number, label } = tools;
  if (typeof value === 'number') return number(value);
  if (typeof value === 'boolean') return t(value ? 'templates:yes' : 'templates:no');
  if (Array.isArray(value)) {
    const words = (value as readonly JsonValue[]).map((one) =>
      valueSaid(tools, { entity, field, value: one }, names),
    );
    return words.every((word) => word !== null) ? words.join(', ') : null;
  }
  if (typeof value === 'string') {
    const words = WORDS[`${entity}.${field}`];
    if (words !== undefined) {
      return t(`${words}.${value}`, { switchover: t('term.switchover.one') });
    }
    if (names[value] !== undefined) return label(names[value]);
    return isLocalDate(value) ? day(value) : null;
  }
  const text = labelSchema.safeParse(value);
  return text.success ? label(text.data) : null;
}

/**
 * What a decision on a school's part in a wave says besides its status. A day that is left open is
 * the wave's.
 */
export function saidOfPart(others: Readonly<Record<string, JsonValue>>): Said[] {
  const of = (field: string): Said => ({ field, value: others[field] ?? null });
  const isLeft = of('leftOn').value !== null;
  const told = isLeft ? ['toWave', 'leftOn'] : ['switchoverDate'];
  return [...told, 'reason']
    .map(of)
    .filter(({ field, value }) => field === 'switchoverDate' || (value !== null && value !== ''));
}
