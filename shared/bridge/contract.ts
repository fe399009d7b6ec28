import type { z } from 'zod';
import type { Failure, Result } from '../kernel/result.ts';

/**
 * A contract is data: the bridge, the door's check of shapes and the renderer's client are derived
 * from it. A method takes one input and answers a `Result` of its output or a failure.
 */
export interface Method<I = unknown, O = unknown, E = unknown> {
  readonly input: z.ZodType<I>;
  readonly output: z.ZodType<O>;
  readonly error: z.ZodType<E>;
}
export type Contract = Readonly<Record<string, Method>>;

/** Declares a contract and keeps the exact type of each method. */
export function contract<const C extends Contract>(methods: C): C {
  return methods;
}

export type InputOf<M> = M extends Method<infer I> ? I : never;
export type OutputOf<M> = M extends Method<unknown, infer O> ? O : never;
export type ErrorOf<M> = M extends Method<unknown, unknown, infer E> ? E : never;

/** The code behind a contract: one function a method, at once or later. */
export type Handlers<C extends Contract, E extends Failure> = {
  readonly [N in keyof C]: (
    input: InputOf<C[N]>,
  ) => Result<OutputOf<C[N]>, E> | Promise<Result<OutputOf<C[N]>, E>>;
};
