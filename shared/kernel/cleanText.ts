/** Signs that steer a terminal or turn the order of letters around; line breaks and tabs are text. */
const STEERING = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu;

/** A text without signs that nobody sees and that steer what shows it. */
export function cleanText(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll(STEERING, (sign) => (sign === '\n' || sign === '\t' ? sign : ''));
}

/** The same of every text within a value of JSON; what has none is the same value. */
export function cleanTexts<T>(value: T): T {
  if (typeof value === 'string') return cleanText(value) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const cleaned: unknown[] = value.map(cleanTexts);
    return cleaned.some((one, at) => one !== value[at]) ? (cleaned as T) : value;
  }
  const entries = Object.entries(value);
  const cleaned = entries.map(([name, one]) => [name, cleanTexts(one as unknown)] as const);
  return cleaned.some(([, one], at) => one !== entries[at]![1])
    ? (Object.fromEntries(cleaned) as T)
    : value;
}

/** A text with such signs written out, as JSON writes them: a terminal shows and does not obey. */
export function escapeSteering(text: string): string {
  return text.replaceAll(STEERING, (sign) =>
    sign === '\n' || sign === '\t'
      ? sign
      : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
