import type { JsonValue } from '../../shared/schema/entity.ts';

/** Equality of JSON values, whatever the order of keys; null and absent are the same. */
export function same(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return canonical(a ?? null) === canonical(b ?? null);
}

/** JSON with sorted keys, without fields that are null. */
export function canonical(value: JsonValue): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(
          Object.entries(item)
            .filter(([, field]) => field !== null)
            .sort(([left], [right]) => (left < right ? -1 : 1)),
        )
      : item,
  );
}
