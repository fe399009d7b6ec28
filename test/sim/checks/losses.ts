import fs from 'node:fs';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import { same } from '../../support/canonical.ts';
import { tokensIn, type Written } from '../oracle/ledger.ts';
import { Violation } from '../oracle/violation.ts';
import type { World } from '../world/world.ts';
import { acceptedName, type History } from './history.ts';

/** A version in a conflict row, as far as it is looked at here. */
interface Version {
  readonly value: JsonValue;
  readonly stamp: string;
  /** Of the conflict. */
  readonly field?: string;
  readonly others?: Readonly<Record<string, JsonValue>>;
}

/**
 * Every value that was ever acknowledged is current, or was seen by whoever wrote over it, or
 * stands in a conflict, or went into a merged text, or came back to its author, or waits in the
 * file of a revoked device.
 */
export function checkLosses(world: World, history: History): void {
  const conflicts = conflictVersions(history);
  const journals = refusedInJournals(world);
  const merged = noteMerged(world, history);
  for (const written of world.ledger.all) {
    if (written.key.startsWith('conflict ')) continue;
    // A merged text that a restored server has forgotten: what went into it is looked for itself.
    if (written.author === 'server' && !isAccepted(written)) continue;
    if (whereIs(written) !== null) continue;
    for (let each: Written | null = written; each !== null; each = each.becomes) {
      world.trace(`lost: ${each.author} ${each.stamp} ${JSON.stringify(each.value)}`);
      for (const other of world.ledger.over(each)) {
        world.trace(`  over it: ${other.author} ${other.stamp} ${isAccepted(other)}`);
      }
    }
    const laptop = world.laptops.find(({ name }) => name === written.author);
    for (const entry of laptop?.gone === false ? laptop.shelf.journal() : []) {
      world.trace(`journal ${JSON.stringify(entry)}`);
    }
    throw new Violation(
      3,
      `${written.author} wrote ${written.key} = ${JSON.stringify(written.value)} (${written.stamp}): it is nowhere; the row has ${JSON.stringify(currentOf(written))}`,
    );
  }

  function whereIs(written: Written): string | null {
    return itselfIs(written) ?? (written.becomes === null ? null : whereIs(written.becomes));
  }

  function itselfIs(written: Written): string | null {
    const { key, stamp, value, author } = written;
    const current = currentOf(written);
    if (same(current?.value ?? null, value)) return 'current';
    if (wasSeen(written)) return 'seen';
    // Somebody wrote the same value beside it, and that one was seen.
    if (sameBeside(written).some((other) => wasSeen(other))) return 'seen';
    const versions = conflicts.get(rowOf(key)) ?? [];
    if (versions.some((version) => offers(version, written))) return 'conflict';
    if ((merged.get(key) ?? []).some((text) => holds(text, written))) return 'merged';
    if (merged.has(key) && isBase(written)) return 'merged';
    if (journals.get(author)?.has(refusedName(key, stamp)) === true) return 'refused';
    const laptop = world.laptops.find(({ name }) => name === author);
    if (laptop?.gone === true) {
      if (isInServersRefusals(written)) return 'to review';
      if (fs.readdirSync(laptop.folder).some((name) => name.startsWith('unsent-'))) return 'unsent';
    }
    if (isInServersRefusals(written) && author === 'newer') return 'refused';
    return isAccepted(written) ? null : written.excused;
  }

  /** Whether somebody who wrote another text had started from the same one: it changes nothing. */
  function isBase({ key, value }: Written): boolean {
    return world.ledger.all.some(
      (other) =>
        other.key === key &&
        typeof other.sees === 'object' &&
        same(other.sees?.value ?? null, value) &&
        isAccepted(other),
    );
  }

  /** Whether somebody whose write counts had seen it, or had seen somebody who had. */
  function wasSeen(written: Written, met = new Set<Written>()): boolean {
    if (met.has(written)) return false;
    met.add(written);
    return world.ledger.over(written).some((other) => isAccepted(other) || wasSeen(other, met));
  }

  function sameBeside(written: Written): Written[] {
    const twins = world.ledger.all.filter(
      (other) =>
        other !== written &&
        other.key === written.key &&
        same(other.value, written.value) &&
        isAccepted(other),
    );
    if (twins.length === 0) return twins;
    const before = world.ledger.ancestors(written);
    return twins.filter(({ stamp }) => !before.has(stamp));
  }

  function isAccepted(written: Written): boolean {
    const name = acceptedName(written.key, written.stamp);
    // Copies of a profile may write two values under one stamp: the server took one of them.
    if (history.accepted.has(name) && same(history.accepted.get(name), written.value)) return true;
    return written.becomes !== null && isAccepted(written.becomes);
  }

  function currentOf({ key }: Written): Version | null {
    const row = history.rows.get(rowOf(key));
    const field = key.split(' ')[2]!;
    const stamp = row?.stamps[field];
    return stamp === undefined ? null : { value: row!.values[field] ?? null, stamp };
  }

  function isInServersRefusals({ key, value }: Written): boolean {
    const [, row, field] = key.split(' ');
    const text = `"${field}":${JSON.stringify(value)}`;
    return [...history.refused.values()].some(
      (content) => content.includes(`"${row}"`) && content.includes(text),
    );
  }
}

/** Whether a version is that write, or says the same. */
function offers(version: Version, { key, stamp, value }: Written): boolean {
  if (version.stamp === stamp) return true;
  const field = key.split(' ')[2]!;
  if (version.field === field) return same(version.value, value);
  return (
    version.others !== undefined && field in version.others && same(version.others[field], value)
  );
}

/** Whether a merged text holds what a write put into one. */
function holds(text: string, { token, value }: Written): boolean {
  if (token !== null) return tokensIn(text).includes(token);
  const there = new Set(tokensIn(text));
  return tokensIn(value).every((word) => there.has(word));
}

function rowOf(key: string): string {
  return key.slice(0, key.lastIndexOf(' '));
}

function refusedName(key: string, stamp: string): string {
  return `${key} ${stamp}`;
}

/** All versions that stand in conflicts, open or settled, now or earlier, by row. */
function conflictVersions(history: History): Map<string, Version[]> {
  const byRow = new Map<string, Version[]>();
  for (const { values, entity } of history.rows.values()) {
    if (entity !== 'conflict') continue;
    const name = `${String(values['entity'])} ${String(values['row'])}`;
    const field = String(values['field']);
    const versions = ((values['versions'] ?? []) as unknown as Version[]).map((version) => ({
      ...version,
      field,
    }));
    byRow.set(name, [...(byRow.get(name) ?? []), ...versions]);
  }
  return byRow;
}

/** Fields of refused transactions that their author's journal keeps. */
function refusedInJournals(world: World): Map<string, Set<string>> {
  const journals = new Map<string, Set<string>>();
  for (const laptop of world.laptops) {
    if (laptop.gone) continue;
    const names = new Set<string>();
    journals.set(laptop.name, names);
    for (const { stamp, changes, refusal } of laptop.shelf.journal()) {
      if (refusal === null) continue;
      for (const { entity, row, set } of changes) {
        for (const field of Object.keys(set)) {
          names.add(refusedName(`${entity} ${row} ${field}`, stamp));
        }
      }
    }
  }
  return journals;
}

/** Texts that the server merged: they are to be accounted for like any other value. */
function noteMerged(world: World, history: History): Map<string, string[]> {
  const merged = new Map<string, string[]>();
  const arrived = new Set<string>();
  for (const { entity, row, device, set, stamp } of history.log) {
    arrived.add(stamp);
    if (device !== 'server' || entity === 'conflict') continue;
    for (const [field, value] of Object.entries(set)) {
      if (typeof value !== 'string') continue;
      const key = `${entity} ${row} ${field}`;
      world.ledger.addMerged(key, stamp, value, arrived);
      merged.set(key, [...(merged.get(key) ?? []), value]);
    }
  }
  return merged;
}
