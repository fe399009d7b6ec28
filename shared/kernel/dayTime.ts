/** Hours and minutes as people write them: `9`, `9h`, `9h30`, `9:30`, `9.30`; or digits alone. */
const WRITTEN = /^(\d{1,2})(?:[:h.](\d{2})?)?$/i;
const DIGITS = /^(\d{1,2})(\d{2})$/;
const ARABIC_DIGITS = /[٠-٩]/g;
const ARABIC_ZERO = 0x660;
const LAST_HOUR = 23;
const LAST_MINUTE = 59;

/** A time of day as people write it, such as `9 h 25`, as it is kept: `09:25`. Null: it is none. */
export function readTime(text: string): string | null {
  const written = text
    .replaceAll(ARABIC_DIGITS, (digit) => String(digit.charCodeAt(0) - ARABIC_ZERO))
    .replaceAll(/\s/g, '');
  const found = WRITTEN.exec(written) ?? DIGITS.exec(written);
  if (found === null) return null;
  const [, hours = '', minutes = '00'] = found;
  if (Number(hours) > LAST_HOUR || Number(minutes) > LAST_MINUTE) return null;
  return `${hours.padStart(2, '0')}:${minutes}`;
}
