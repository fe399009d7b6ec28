import type { TFunction } from 'i18next';
import { addDays } from '../../shared/kernel/dates.ts';
import type { Format } from './format.ts';

/**
 * When something happened, as it is said: `à 9 h 12`, `hier à 17 h 05`, `le 3 juin à 9 h 12`.
 * @param style `at` for a moment, `since` for what lasts: `depuis hier à 17 h 05`
 */
export function whenWords(
  t: TFunction,
  format: Format,
  ms: number,
  now: number,
  style: 'at' | 'since' = 'at',
): string {
  const today = format.dayOf(now);
  const day = format.dayOf(ms);
  const time = format.time(ms);
  if (day === today) return t(`when.${style}.today`, { time });
  if (day === addDays(today, -1)) return t(`when.${style}.yesterday`, { time });
  return t(`when.${style}.day`, { day: format.day(day, today), time });
}

const MINUTE_MS = 60_000;
const HOUR_MIN = 60;

/** The same, in minutes while it is less than an hour ago: `il y a 5 min`. */
export function agoWords(t: TFunction, format: Format, ms: number, now: number): string {
  const minutes = Math.floor((now - ms) / MINUTE_MS);
  // A clock that is a little ahead makes something of a moment ago come from the future.
  if (minutes < 1 && minutes > -HOUR_MIN) return t('when.now');
  if (minutes < HOUR_MIN && minutes > 0) return t('when.ago', { count: minutes });
  return whenWords(t, format, ms, now);
}
