import { z } from 'zod';
import { secretsIn, type SecretFound } from '../kernel/secrets.ts';
import type { EntityDefinition } from './entity.ts';

/** What of a field looks like a secret, and the letters themselves. */
export interface SecretOfField extends SecretFound {
  readonly field: string;
  readonly found: string;
}

/** So many letters of what was found are said. */
const SHOWN = 40;

/**
 * Fields of an entity that hold whatever a person types: texts that are no id of another row and no
 * day, time or word of a list. Read of the schema, so that a new field is one of them at once.
 */
export function freeTextsOf(entity: Pick<EntityDefinition, 'fields'>): string[] {
  return Object.entries(entity.fields)
    .filter(([, { type, references }]) => references === null && isFreeText(type))
    .map(([name]) => name);
}

/** What looks like a secret in texts by the names of their fields, in the order of the names. */
export function secretsOf(
  texts: Readonly<Record<string, unknown>>,
  names: readonly string[] = Object.keys(texts),
): SecretOfField[] {
  return names.flatMap((field) => {
    const text = texts[field];
    if (typeof text !== 'string') return [];
    return secretsIn(text).map((one) => ({
      ...one,
      field,
      found: text.slice(one.from, one.to).slice(0, SHOWN),
    }));
  });
}

/** Texts of a value of any shape, by where they stand: `said.text`, `keywords.0`. */
export function textsWithin(value: unknown, path = ''): Record<string, string> {
  if (typeof value === 'string') return { [path]: value };
  if (typeof value !== 'object' || value === null) return {};
  return Object.assign(
    {},
    ...Object.entries(value).map(([name, one]) =>
      textsWithin(one, path === '' ? name : `${path}.${name}`),
    ),
  ) as Record<string, string>;
}

function isFreeText(type: z.ZodType): boolean {
  if (!(type instanceof z.ZodString)) return false;
  const checks = type.def.checks ?? [];
  return checks.every(({ _zod }) => ['min_length', 'max_length'].includes(_zod.def.check));
}
