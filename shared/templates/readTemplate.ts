import type { z } from 'zod';
import { err, ok, type Result } from '../kernel/result.ts';
import { checkReferences, placeText } from './template.checks.ts';
import { MAX_PROBLEMS, type TemplateInvalid, type TemplateProblem } from './template.problems.ts';
import {
  MAX_TEMPLATE_LENGTH,
  MOST_DAYS,
  templateSchema,
  type Template,
} from './template.schema.ts';

/** Characters of a file that a problem shows. */
const MAX_SHOWN = 40;
/** Fields of an action that count days from the switchover. */
const OFFSETS: readonly string[] = ['dueOffsetDays', 'dueOffsetVariants'];

/** Reads a template from JSON text. Fails with every problem found, each with its place. */
export function readTemplate(text: string): Result<Template, TemplateInvalid> {
  if (text.length > MAX_TEMPLATE_LENGTH) {
    const detail = `${MAX_TEMPLATE_LENGTH / 1_000_000} M`;
    return invalid([{ type: 'tooLarge', at: String(text.length), detail }]);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const { message } = error as SyntaxError;
    return invalid([{ type: 'notJson', ...whereIn(text, message) }]);
  }
  return checkTemplate(value);
}

/** Reads a template from a value, such as the content of a `templateVersion`. */
export function checkTemplate(value: unknown): Result<Template, TemplateInvalid> {
  const parsed = templateSchema.safeParse(value);
  if (!parsed.success) {
    return invalid(parsed.error.issues.flatMap((issue) => problemsOf(issue, value)));
  }
  const problems = checkReferences(parsed.data);
  return problems.length === 0 ? ok(parsed.data) : invalid(problems);
}

function invalid(problems: readonly TemplateProblem[]): Result<never, TemplateInvalid> {
  return err({ type: 'TemplateInvalid', problems: problems.slice(0, MAX_PROBLEMS) });
}

function problemsOf(issue: z.core.$ZodIssue, value: unknown): TemplateProblem[] {
  const at = placeOf(issue.path, value);
  switch (issue.code) {
    case 'invalid_type':
      return [
        valueAt(issue.path, value) === undefined
          ? { type: 'missing', at, detail: issue.expected }
          : { type: 'wrongType', at, detail: issue.expected },
      ];
    case 'too_big':
    case 'too_small': {
      const detail = String(issue.code === 'too_big' ? issue.maximum : issue.minimum);
      if (issue.origin === 'string' && issue.code === 'too_big') {
        return [{ type: 'tooLong', at, detail }];
      }
      if (issue.origin === 'string') return [{ type: 'missing', at, detail: 'string' }];
      if (issue.path.some((key) => OFFSETS.includes(String(key)))) {
        return [{ type: 'tooFar', at, detail: String(MOST_DAYS) }];
      }
      if (issue.origin !== 'array') {
        return [{ type: issue.code === 'too_big' ? 'tooBig' : 'tooSmall', at, detail }];
      }
      return [{ type: issue.code === 'too_big' ? 'tooMany' : 'tooFew', at, detail }];
    }
    case 'invalid_value':
      return [{ type: 'notOneOf', at, detail: issue.values.map(String).join(', ') }];
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ type: 'unknownField', at: at || key, detail: key }));
    case 'invalid_key':
      return [{ type: 'unknownField', at, detail: String(issue.path.at(-1)) }];
    case 'invalid_format':
      return [{ type: 'badId', at, detail: String(valueAt(issue.path, value)) }];
    default:
      return [{ type: 'wrongValue', at, detail: shown(valueAt(issue.path, value)) }];
  }
}

/** The place of an issue; items of a list by their id, else by their rank from 1. */
function placeOf(path: readonly PropertyKey[], value: unknown): string {
  let here: unknown = value;
  const parts = path.map((key) => {
    here = childOf(here, key);
    if (typeof key !== 'number') return String(key);
    const id = childOf(here, 'id');
    return typeof id === 'string' && id !== '' ? id : String(key + 1);
  });
  return placeText(...parts);
}

function valueAt(path: readonly PropertyKey[], value: unknown): unknown {
  return path.reduce(childOf, value);
}

function childOf(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<PropertyKey, unknown>)[key]
    : undefined;
}

/**
 * `line:column` of a syntax error, as engines tell its position, and what stands before it; the end
 * where they do not. Their own words are English.
 */
function whereIn(text: string, message: string): Pick<TemplateProblem, 'at' | 'detail'> {
  const [, position] = /position (\d+)/.exec(message) ?? [];
  const before = text.slice(0, position === undefined ? text.length : Number(position));
  const lines = before.split('\n');
  const detail = before.trim().slice(-MAX_SHOWN).replaceAll(/\s+/g, ' ');
  return { at: `${lines.length}:${lines.at(-1)!.length + 1}`, detail };
}

/** A value as it stands in the file, cut where it is long. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? '';
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}
