/** Hours and minutes as people write them: `9`, `9h`, `9 h 30`, `9:30`, `0930`. */
const WRITTEN = /^(\d{1,2})\s*(?:[:hH.]\s*(\d{2})?)?$/;
const FOUR_DIGITS = /^(\d{1,2})(\d{2})$/;
const LAST_HOUR = 23;
const LAST_MINUTE = 59;

/** A time of day as it is kept, such as `09:30`; null when the text is none. */
export function readTime(text: string): string | null {
  const written = text.trim();
  const found = WRITTEN.exec(written) ?? FOUR_DIGITS.exec(written);
  if (found === null) return null;
  const hour = Number(found[1]);
  const minute = Number(found[2] ?? 0);
  if (hour > LAST_HOUR || minute > LAST_MINUTE) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
