import { z } from 'zod';
import type { LocalDate } from '../kernel/dates.ts';
import type { JsonValue } from '../schema/entity.ts';
import { localDateSchema } from '../schema/values.ts';

/** As many days as a series may be changed on. */
const MOST_DAYS = 500;

const id = z.string().max(100);

/** What is otherwise on one day of a series than the series says: absent, as the series says. */
export const dayChangeSchema = z.object({
  /** The day that the rule gives. */
  on: localDateSchema,
  /** Ids of the trainers who hold it. */
  trainers: z.array(id).max(20).optional(),
  /** Where it is: a site and its room. */
  place: z.object({ site: id.nullable(), room: id.nullable() }).optional(),
  /** Groups that came to it: what is over keeps them when the series is given to others. */
  groups: z.array(id).max(500).optional(),
});
export type DayChange = z.infer<typeof dayChangeSchema>;

export const dayChangesSchema = z.array(dayChangeSchema).max(MOST_DAYS);

/** What may be otherwise on a day. */
const PARTS = ['trainers', 'place', 'groups'] as const;

/** Changes of days as they are stored, in the order of the days; those that say nothing are left out. */
export function storedDayChanges(changes: readonly DayChange[]): JsonValue {
  const stored = changes.flatMap(({ on, trainers, place, groups }) => {
    const said = {
      ...(trainers === undefined ? {} : { trainers }),
      ...(place === undefined ? {} : { place: { site: place.site, room: place.room } }),
      ...(groups === undefined ? {} : { groups }),
    };
    return Object.keys(said).length === 0 ? [] : [{ on, ...said }];
  });
  return stored.length === 0 ? null : stored.sort((a, b) => (a.on < b.on ? -1 : 1));
}

/** The changes with one day's said anew: a part that is undefined is as the series says. */
export function withDayChange(
  changes: readonly DayChange[] | null,
  change: Readonly<{ on: LocalDate }> & { readonly [P in keyof DayChange]?: DayChange[P] },
): DayChange[] {
  const before = (changes ?? []).find(({ on }) => on === change.on);
  const others = (changes ?? []).filter(({ on }) => on !== change.on);
  return [...others, { ...before, ...change }];
}

/**
 * Merges what two people said of the days of a series: each day's trainers, and each day's place, are
 * said by themselves. Null where both said otherwise of the same.
 */
export function mergeDayChanges(before: JsonValue, a: JsonValue, b: JsonValue): JsonValue | null {
  const all = [before, a, b].map((value) => new Map(listOf(value).map((one) => [one.on, one])));
  const days = new Set(all.flatMap((one) => [...one.keys()]));
  const merged: DayChange[] = [];
  for (const on of days) {
    const [was, mine, theirs] = all.map((one) => one.get(on));
    const change: Record<string, unknown> = { on };
    for (const part of PARTS) {
      const [old, one, other] = [was, mine, theirs].map((of) => JSON.stringify(of?.[part]));
      if (one !== other && one !== old && other !== old) return null;
      const from = one === old ? theirs : mine;
      if (from?.[part] !== undefined) change[part] = from[part];
    }
    merged.push(change as DayChange);
  }
  // Nothing left is said as an empty list: null is for a person to choose.
  return storedDayChanges(merged) ?? [];
}

function listOf(value: JsonValue): DayChange[] {
  const read = dayChangesSchema.safeParse(value);
  return read.success ? read.data : [];
}
