import type { JsonValue } from '../../../shared/schema/entity.ts';
import { same } from '../../support/canonical.ts';
import type { ShownRow } from '../../support/shelf.ts';
import { Violation } from './violation.ts';

/** One field of one row: `entity id field`. */
export type Key = string;

export function keyOf(entity: string, id: string, field: string): Key {
  return `${entity} ${id} ${field}`;
}

/** A value that somebody wrote and that was acknowledged to them. */
export interface Written {
  /** The device, or `server` for texts that it has merged. */
  readonly author: string;
  readonly key: Key;
  readonly stamp: string;
  readonly value: JsonValue;
  /** What the author had before them: a write, the stamp of a value of nobody's here, or nothing. */
  readonly sees: Written | string | null;
  /** The word that this write added to a text. */
  readonly token: string | null;
  /** The same value, recorded again by the device under another stamp. */
  becomes: Written | null;
  /** Why it may be missing: the only disk that had it is gone. */
  excused: string | null;
}

/** Words that mark one write each. */
const TOKEN = /\bt\d+x[a-z0-9]+\b/g;

export function tokensIn(value: JsonValue | undefined): string[] {
  return typeof value === 'string' ? (value.match(TOKEN) ?? []) : [];
}

/**
 * Remembers who wrote what over what. It watches what devices show before and after each action,
 * and knows nothing of how the product merges.
 */
export class Ledger {
  readonly all: Written[] = [];
  readonly #byStamp = new Map<string, Written[]>();
  /** Writes by what their author had before them: `key stamp`. */
  readonly #after = new Map<string, Written[]>();
  /** What went into the texts that the server merged. */
  readonly #parts = new Map<Written, readonly Written[]>();
  /** Stamps among which the author of a write chose. */
  readonly #chosen = new Map<Written, readonly string[]>();
  #tokens = 0;

  /** A word that nobody has written yet. */
  newToken(school: string): string {
    this.#tokens += 1;
    return `t${this.#tokens}x${school}`;
  }

  /** Notes what an action changed: every field whose stamp is another one. */
  acted(
    author: string,
    before: ReadonlyMap<string, ShownRow>,
    after: ReadonlyMap<string, ShownRow>,
  ): Written[] {
    const written: Written[] = [];
    for (const [name, row] of after) {
      const old = before.get(name);
      if (old !== undefined && sameStamps(old.stamps, row.stamps)) continue;
      for (const [field, stamp] of Object.entries(row.stamps)) {
        const seen = old?.stamps[field];
        if (seen === stamp) continue;
        const key = keyOf(row.entity, row.id, field);
        written.push(this.add(author, key, stamp, row.values[field] ?? null, seen ?? null));
      }
    }
    const stamps = new Set(written.map(({ stamp }) => stamp));
    if (stamps.size > 1) {
      throw new Violation(1, `${author}: one action, several stamps: ${[...stamps].join(', ')}`);
    }
    return written;
  }

  add(author: string, key: Key, stamp: string, value: JsonValue, seen: string | null): Written {
    const sees = seen === null ? null : (this.find(author, key, seen) ?? seen);
    const before = typeof sees === 'object' && sees !== null ? sees.value : null;
    const old = new Set(tokensIn(before));
    const token =
      tokensIn(value).find((word) => !old.has(word) && !this.#isKnown(key, word)) ?? null;
    const written: Written = {
      author,
      key,
      stamp,
      value,
      sees,
      token,
      becomes: null,
      excused: null,
    };
    this.#insert(written);
    return written;
  }

  /**
   * A text that the server merged: everything went into it whose word it holds.
   * @param arrived stamps of what had arrived by then; absent: all that is known now may have
   */
  addMerged(key: Key, stamp: string, value: JsonValue, arrived?: ReadonlySet<string>): void {
    if (this.find('server', key, stamp) !== null) return;
    const merged: Written = {
      author: 'server',
      key,
      stamp,
      value,
      sees: null,
      token: null,
      becomes: null,
      excused: null,
    };
    const tokens = new Set(tokensIn(value));
    const parts = this.all.filter(
      (part) =>
        part.key === key &&
        part.token !== null &&
        tokens.has(part.token) &&
        arrived?.has(part.stamp) !== false,
    );
    this.#parts.set(merged, parts);
    for (const part of parts) {
      const name = `${key} ${part.stamp}`;
      this.#after.set(name, [...(this.#after.get(name) ?? []), merged]);
    }
    this.#insert(merged);
  }

  /**
   * Writes of a device that it recorded again by itself: same value, other stamp.
   * @param replaced the stamp that stood under this number before; null for a new number
   */
  rerecorded(
    author: string,
    stamp: string,
    replaced: string | null,
    changes: readonly { key: Key; value: JsonValue }[],
    isStale: (written: Written) => boolean,
  ): void {
    for (const { key, value } of changes) {
      const old = this.all.find(
        (written) =>
          written.author === author &&
          written.key === key &&
          written.becomes === null &&
          same(written.value, value) &&
          (replaced === null
            ? isStale(written) || written.stamp === stamp
            : written.stamp === replaced),
      );
      if (old === undefined) {
        if (key.startsWith('conflict ')) continue;
        throw new Violation(
          1,
          `${author} sends ${key} = ${JSON.stringify(value)}: nobody wrote it`,
        );
      }
      const { sees } = old;
      const now = typeof sees === 'object' && sees !== null ? (sees.becomes ?? sees) : sees;
      const again: Written = { ...old, stamp, sees: now, becomes: null };
      old.becomes = again;
      this.#insert(again);
    }
  }

  /** The author of a write had seen values beside the one in its place: they chose among them. */
  chose(written: Written, stamps: readonly string[]): void {
    for (const stamp of stamps) {
      const name = `${written.key} ${stamp}`;
      this.#after.set(name, [...(this.#after.get(name) ?? []), written]);
    }
    this.#chosen.set(written, stamps);
  }

  /** A copied profile knows what the original had written. */
  copied(from: string, to: string): void {
    for (const written of this.all.filter(({ author }) => author === from)) {
      if (written.becomes !== null) continue;
      const twin: Written = { ...written, author: to };
      this.#insert(twin);
    }
  }

  /** The write under a stamp; a device's own comes first: copies of a profile share stamps. */
  find(author: string, key: Key, stamp: string): Written | null {
    const found = this.#byStamp.get(`${key} ${stamp}`) ?? [];
    return found.find((written) => written.author === author) ?? found[0] ?? null;
  }

  /** Writes whose author had that one before them. */
  over(written: Written): readonly Written[] {
    const over = this.#after.get(`${written.key} ${written.stamp}`) ?? [];
    // Copies of a profile may write two values under one stamp: only one of them was seen.
    return over.filter(
      (other) =>
        typeof other.sees === 'string' ||
        same(other.sees?.value, written.value) ||
        this.#chosen.get(other)?.includes(written.stamp) === true ||
        this.#parts.get(other)?.includes(written) === true,
    );
  }

  /** Stamps of all that the author of a write had seen in its place, however far back. */
  ancestors(written: Written): Set<string> {
    const found = new Set<string>();
    const queue: (Written | string)[] = [written];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (typeof next === 'string') continue;
      const { sees, key, author } = next;
      const parents: (Written | string)[] = [];
      // What was recorded again meanwhile is known by now.
      if (typeof sees === 'string') parents.push(this.find(author, key, sees) ?? sees);
      else if (sees !== null) parents.push(sees);
      parents.push(...(this.#parts.get(next) ?? []), ...(this.#chosen.get(next) ?? []));
      for (const parent of parents) {
        const stamp = typeof parent === 'string' ? parent : parent.stamp;
        if (found.has(stamp) || parent === written) continue;
        found.add(stamp);
        queue.push(parent);
      }
    }
    return found;
  }

  #isKnown(key: Key, token: string): boolean {
    return this.all.some((written) => written.key === key && written.token === token);
  }

  #insert(written: Written): void {
    const { key, stamp, sees } = written;
    this.all.push(written);
    const name = `${key} ${stamp}`;
    const twins = this.#byStamp.get(name) ?? [];
    this.#byStamp.set(name, [...twins, written]);
    if (sees !== null) {
      const below = `${key} ${typeof sees === 'string' ? sees : sees.stamp}`;
      this.#after.set(below, [...(this.#after.get(below) ?? []), written]);
    }
  }
}

function sameStamps(
  a: Readonly<Record<string, string>>,
  b: Readonly<Record<string, string>>,
): boolean {
  const names = Object.keys(b);
  return names.length === Object.keys(a).length && names.every((name) => a[name] === b[name]);
}
