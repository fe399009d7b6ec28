import ent from './ent.json' with { type: 'json' };
import massar from './massar.json' with { type: 'json' };
import opale from './opale.json' with { type: 'json' };
import pegase from './pegase.json' with { type: 'json' };
import { checkTemplate } from './readTemplate.ts';
import type { Template } from './template.schema.ts';

const files: Readonly<Record<string, unknown>> = { opale, pegase, massar, ent };

/** Names of the templates that come with the product. */
export const templateNames: readonly string[] = Object.keys(files);

/** A template that comes with the product; undefined when there is none of that name. */
export function findTemplate(name: string): Template | undefined {
  if (!Object.hasOwn(files, name)) return undefined;
  const read = checkTemplate(files[name]);
  if (read.ok) return read.value;
  throw new Error(`Template ${name}: ${JSON.stringify(read.error.problems)}`);
}
