import { isLocalDate } from '../kernel/dates.ts';
import { firstOfMonth } from '../kernel/firstOfMonth.ts';
import type { Translate } from './messages.ts';

/** Days as the language writes them: `22 janvier 2024`, and not as they are stored. */
export function withLongDays(
  t: Translate,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const locale = t('errors:locale');
  const written = new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    dateStyle: 'long',
  });
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && isLocalDate(value)
        ? firstOfMonth(locale, written.format(new Date(value)))
        : value,
    ]),
  );
}
