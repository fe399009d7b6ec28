import { z } from 'zod';
import { bridgeContract, type FileBridge, type MethodName } from '../../shared/bridge/bridge.ts';
import type { CoreFailure } from '../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import { shellInputs, type ShellMethod } from './shellCalls.ts';

/** Characters of one call's input. The longest honest one is a note of 4,000 characters. */
export const MAX_CALL_LENGTH = 65_536;

export type CoreCall = {
  readonly to: 'core';
  readonly method: MethodName;
  readonly input: unknown;
};
/** What only the shell asks of the core: it names a file, and so cannot come through the door. */
export type FileCall = {
  readonly to: 'core';
  readonly method: keyof FileBridge;
  readonly input: unknown;
};
type ShellCallOf<M extends ShellMethod> = {
  readonly to: 'shell';
  readonly method: M;
  readonly input: z.infer<(typeof shellInputs)[M]>;
};
export type ShellCall = { [M in ShellMethod]: ShellCallOf<M> }[ShellMethod];
type BadInput = Extract<CoreFailure, { type: 'BadInput' }>;

/** The core's input shapes, closed: a key that the contract does not name is refused. */
const coreInputs = new Map<string, z.ZodType>(
  Object.entries(bridgeContract).map(([name, { input }]) => [name, closed(input)]),
);
const ownInputs = new Map<string, z.ZodType>(Object.entries(shellInputs));

function closed(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodObject ? schema.strict() : schema;
}

/**
 * Checks what the page asks for, before anything reads it. Input crosses as JSON text, so that its
 * size is known first and nothing but plain values can come out of it.
 *
 * @param method name of a method of the contract, or of the shell's own
 * @param text the input as JSON
 */
export function checkCall(method: unknown, text: unknown): Result<CoreCall | ShellCall, BadInput> {
  if (typeof method !== 'string' || typeof text !== 'string') return bad('call');
  const schema = coreInputs.get(method) ?? ownInputs.get(method);
  if (schema === undefined) return bad('method');
  if (text.length > MAX_CALL_LENGTH) return bad('size');
  const value = parsed(text);
  if (!value.ok) return bad('json');
  const input = schema.safeParse(value.value);
  // It says where it is wrong, not what was there: this goes into the journal.
  if (!input.success) return bad(input.error.issues[0]?.path.join('.') || 'input');
  const to = coreInputs.has(method) ? 'core' : 'shell';
  return ok({ to, method, input: input.data } as CoreCall | ShellCall);
}

function parsed(text: string): Result<unknown, { type: 'NotJson' }> {
  try {
    return ok(JSON.parse(text));
  } catch {
    return err({ type: 'NotJson' });
  }
}

/** The refusal of a call that is not of the form. */
export function bad(detail: string): { readonly ok: false; readonly error: BadInput } {
  return err({ type: 'BadInput', detail });
}
