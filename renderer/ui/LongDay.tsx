import type { LocalDate } from '../../shared/kernel/dates.ts';
import { useLanguage } from './useLanguage.ts';

/** A day in full, with French's raised ordinal: 1ᵉʳ janvier 2024. */
export function LongDay({ date }: { date: LocalDate }) {
  const { format } = useLanguage();
  const words = format.longDay(date);
  const rest = /^1er(.*)$/.exec(words)?.[1];
  return (
    <time dateTime={date}>
      {rest === undefined ? (
        words
      ) : (
        <>
          1<sup>er</sup>
          {rest}
        </>
      )}
    </time>
  );
}
