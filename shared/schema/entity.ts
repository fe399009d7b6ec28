import type { z } from 'zod';
import type { Role } from '../access/roles.ts';
import type { ScopeId, ScopeKind } from './scope.ts';

/** What a field may hold once it is stored or sent: JSON, nothing else. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

export type SqlType = 'TEXT' | 'INTEGER' | 'REAL' | 'JSON';

/** One field of an entity. Every field may be absent (null): rows arrive from other versions. */
export interface Field<T = unknown> {
  readonly type: z.ZodType<T>;
  /** Column type; JSON is text that the codec parses, INTEGER also holds booleans. */
  readonly sql: SqlType;
  readonly boolean: boolean;
  /** Name of the entity that the value is an id of. */
  readonly references: string | null;
  /** Whether the server finds rows by this value, as it does by references. */
  readonly indexed: boolean;
  /** Free text: two versions that do not overlap are merged instead of one of them winning. */
  readonly mergesText: boolean;
  /**
   * Merges two values that were written over the same one, the same whichever comes first; null
   * where a person has to choose. Null: one of them wins.
   */
  readonly merges: ((base: JsonValue, a: JsonValue, b: JsonValue) => JsonValue | null) | null;
  /** Roles that may change the field of an existing row. Creation is the entity's affair. */
  readonly writers: readonly Role[];
  /** True when the person whose own scope the row lives in may change it. */
  readonly ownerWrites: boolean;
}

type Fields = Readonly<Record<string, Field>>;

/**
 * A field that takes its row out of use, as a removal does: whoever sets it and whoever changes one
 * of the others, neither having seen what the other did, contradict each other.
 */
export interface Retiring {
  /** True once the row is out of use. */
  readonly by: string;
  /** Fields that nobody needs of a row that is out of use. */
  readonly over: readonly string[];
}

export interface EntityDefinition<F extends Fields = Fields> {
  readonly name: string;
  /** SQLite table on a device. */
  readonly table: string;
  /** The kinds of scope that its rows may live in. */
  readonly scopes: readonly ScopeKind[];
  readonly fields: F;
  /**
   * Fields that mean something only together (a status and the day it was reached): whoever writes
   * one writes all, so that they have one author. A conflict is named by the first of a group.
   */
  readonly groups: readonly (readonly string[])[];
  /** What takes a row out of use without removing it; null: nothing does. */
  readonly retiring: Retiring | null;
  /** Roles that may create or remove a row in the scopes that they reach. */
  readonly creators: readonly Role[];
  /** Whether the person whose own scope a row lives in may create and remove it. */
  readonly ownerCreates: boolean;
  /**
   * What must hold between the fields of one row, by the same code on device and server.
   * Answers the names of broken rules; a message exists for each in the catalogue.
   */
  readonly check: (row: RowOf<F>) => readonly string[];
  /** What holds beyond the roles of whoever writes; null: nothing. */
  readonly guard: Guard | null;
  /** What no two rows may have; null: nothing. */
  readonly unique: Unique | null;
}

/** Values of a stored row. */
export type RowValues = Readonly<Record<string, JsonValue>>;

/** What somebody who may write such rows by their roles is about to write into one. */
export interface Attempt {
  readonly person: string;
  /** Roles that they hold over the row's scope. */
  readonly roles: ReadonlySet<Role>;
  readonly scope: ScopeId;
  /** The row as it is; null: it is made. */
  readonly before: RowValues | null;
  readonly set: RowValues;
  /** Whether the row is removed, or is back. */
  readonly removes: boolean;
  /** Whether the row was made on the same device. */
  readonly own: boolean;
  /** The row that `heldBy` names, before the same transaction or made by it; null: not known. */
  readonly holder: RowValues | null;
}

/** Who may write a row as it is, where roles over its scope do not say enough. */
export interface Guard {
  /** Field that names the row on which it depends, and its entity; null: on the row alone. */
  readonly heldBy: { readonly field: string; readonly entity: string } | null;
  /** Names of fields that may not be written; `['*']`: not this row at all. */
  readonly forbids: (attempt: Attempt) => readonly string[];
}

/** Something by which rows are told apart in the world outside. */
export interface Unique {
  /** An indexed field that rows with the same key have in common. */
  readonly field: string;
  /** Null: the row has none. */
  readonly key: (values: RowValues) => string | null;
  /** Name of the rule that is broken where another row has the key. */
  readonly rule: string;
}

/** The TypeScript type of a row's fields, all of them nullable. */
export type RowOf<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Field<infer T> ? T | null : never;
};
interface FieldOptions {
  readonly references?: string;
  readonly indexed?: boolean;
  readonly mergesText?: boolean;
  readonly merges?: NonNullable<Field['merges']>;
  readonly writers?: readonly Role[];
  readonly ownerWrites?: boolean;
}

/** Declares a field: its zod type, its column type, who may write it. */
export function field<T>(
  type: z.ZodType<T>,
  sql: SqlType | 'BOOLEAN',
  options: FieldOptions = {},
): Field<T> {
  return {
    type,
    sql: sql === 'BOOLEAN' ? 'INTEGER' : sql,
    boolean: sql === 'BOOLEAN',
    references: options.references ?? null,
    indexed: options.indexed ?? options.references !== undefined,
    mergesText: options.mergesText ?? false,
    merges: options.merges ?? null,
    writers: options.writers ?? [],
    ownerWrites: options.ownerWrites ?? false,
  };
}

interface EntityOptions<F extends Fields> {
  readonly name: string;
  readonly scopes: readonly ScopeKind[];
  readonly fields: F;
  readonly groups?: readonly (readonly (keyof F & string)[])[];
  readonly retiring?: {
    readonly by: keyof F & string;
    readonly over: readonly (keyof F & string)[];
  };
  readonly creators?: readonly Role[];
  readonly ownerCreates?: boolean;
  readonly check?: (row: RowOf<F>) => readonly string[];
  readonly guard?: Guard;
  readonly unique?: Unique;
}

/** Column names that every table has, so no field may take them. */
export const RESERVED_COLUMNS = ['id', 'scope', 'stamps', 'extra', 'base', 'deleted'] as const;

/**
 * Declares an entity once. Types, wire validation, the device's table, reference checks and
 * who may write what are all derived from this; the server's storage is generic.
 */
export function defineEntity<const F extends Fields>(
  options: EntityOptions<F>,
): EntityDefinition<F> {
  for (const reserved of RESERVED_COLUMNS) {
    if (reserved in options.fields)
      throw new Error(`${options.name}: field ${reserved} is reserved`);
  }
  return {
    name: options.name,
    table: snakeCase(options.name),
    scopes: options.scopes,
    fields: options.fields,
    groups: options.groups ?? [],
    retiring: options.retiring ?? null,
    creators: options.creators ?? [],
    ownerCreates: options.ownerCreates ?? false,
    check: options.check ?? (() => []),
    guard: options.guard ?? null,
    unique: options.unique ?? null,
  };
}

/** The fields that belong together with `field`, itself included. */
export function groupOf(entity: EntityDefinition | undefined, field: string): readonly string[] {
  return entity?.groups.find((group) => group.includes(field)) ?? [field];
}

/** `kitStep` → `kit_step`: SQL names ignore case, so they are written apart. */
export function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
