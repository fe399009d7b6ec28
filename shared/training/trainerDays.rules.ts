import type { LocalDate } from '../kernel/dates.ts';
import type { CoveredSession } from './coverage.parts.ts';
import type { Point } from './planner/planner.types.ts';
import { roadKm } from './planner/travel.ts';

/** A session with what a statement of days needs. */
export type PaidSession = Pick<CoveredSession, 'day' | 'halves' | 'status' | 'mode'> & {
  readonly trainers: readonly string[];
  readonly at: Point | null;
};

export interface PaidTrainer {
  readonly id: string;
  readonly at: Point | null;
}

/** What a trainer did in a month, up to the day that counts, and what is still to come in it. */
export interface TrainerMonth {
  readonly trainer: string;
  /** `2024-01`. */
  readonly month: string;
  readonly sessions: number;
  readonly days: number;
  readonly halfDays: number;
  /** Kilometres there and back, once a day and place: an estimate without a map. */
  readonly km: number;
  readonly planned: number;
}

/**
 * Days of trainers by month, the earliest first. A session counts from its day on unless it was
 * cancelled: whether somebody came to it is the learners' affair, not the trainer's.
 */
export function trainerMonths(
  trainers: readonly PaidTrainer[],
  sessions: readonly PaidSession[],
  day: LocalDate,
): TrainerMonth[] {
  const places = new Map(trainers.map(({ id, at }) => [id, at]));
  const found = new Map<string, Counted>();
  for (const session of sessions) {
    if (session.status === 'cancelled') continue;
    for (const trainer of new Set(session.trainers)) {
      const key = `${trainer} ${session.day.slice(0, 7)}`;
      const counted = found.get(key) ?? new Counted(trainer, session.day.slice(0, 7));
      found.set(key, counted);
      if (session.day > day) counted.planned += session.halves.length;
      else counted.add(session, places.get(trainer) ?? null);
    }
  }
  return [...found.values()]
    .map((counted) => counted.result())
    .sort((a, b) => compare(`${a.trainer} ${a.month}`, `${b.trainer} ${b.month}`));
}

class Counted {
  planned = 0;
  #sessions = 0;
  #halves = new Set<string>();
  #trips = new Map<string, number>();
  readonly #trainer: string;
  readonly #month: string;

  constructor(trainer: string, month: string) {
    this.#trainer = trainer;
    this.#month = month;
  }

  add({ day, halves, at, mode }: PaidSession, home: Point | null): void {
    this.#sessions += 1;
    for (const half of halves) this.#halves.add(`${day} ${half}`);
    if (mode === 'video' || mode === 'webinar' || at === null || home === null) return;
    this.#trips.set(`${day} ${at.lat} ${at.lng}`, 2 * roadKm(home, at));
  }

  result(): TrainerMonth {
    const days = new Set([...this.#halves].map((half) => half.slice(0, 10)));
    return {
      trainer: this.#trainer,
      month: this.#month,
      sessions: this.#sessions,
      days: days.size,
      halfDays: this.#halves.size,
      km: Math.round([...this.#trips.values()].reduce((sum, km) => sum + km, 0)),
      planned: this.planned,
    };
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
