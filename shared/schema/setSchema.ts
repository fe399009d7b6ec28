import { z } from 'zod';
import type { EntityDefinition, Field, RowOf } from './entity.ts';

type Fields = Readonly<Record<string, Field>>;

/** Some fields of a row to write: absent as it is, null emptied. */
type SetOf<F extends Fields, N extends keyof F> = {
  readonly [K in N]?: RowOf<F>[K] | undefined;
};

/** The shape of what may be written into some fields of an entity, by the entity's own types. */
export function setSchema<F extends Fields, const N extends keyof F & string>(
  entity: EntityDefinition<F>,
  names: readonly N[],
): z.ZodType<SetOf<F, N>> {
  const shape = Object.fromEntries(
    names.map((name) => [name, entity.fields[name]!.type.nullable().optional()]),
  );
  return z.strictObject(shape) as unknown as z.ZodType<SetOf<F, N>>;
}
