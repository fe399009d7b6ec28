import { isLocalDate, type LocalDate } from '../../shared/kernel/dates.ts';
import { Stop } from './context.ts';

/** A day that was typed, `YYYY-MM-DD`. @throws Stop when it is none */
export function pastDay(text: string): LocalDate {
  if (!isLocalDate(text)) throw new Stop({ type: 'BadInput', detail: '--as-of' });
  return text;
}
