/** An expected failure: a plain value with a `type` that callers switch on. Bugs throw instead. */
export interface Failure {
  readonly type: string;
}

export type Ok<T> = { readonly ok: true; readonly value: T };
export type Err<E extends Failure> = { readonly ok: false; readonly error: E };
/** What an operation that can fail in expected ways answers. */
export type Result<T, E extends Failure> = Ok<T> | Err<E>;

/** Wraps a value as a success. */
export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

/** Wraps an expected failure. */
export function err<const E extends Failure>(error: E): Err<E> {
  return { ok: false, error };
}
