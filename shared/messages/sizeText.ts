import type { Translate } from './messages.ts';

const KILOBYTE = 1_024;
const MEGABYTE = 1_048_576;

/**
 * A size as file managers say it.
 * @param write how the language writes a number, of one decimal at most
 */
export function sizeText(t: Translate, bytes: number, write: (value: number) => string): string {
  if (bytes < KILOBYTE) return t('app:attachments.size.bytes', { size: write(bytes) });
  if (bytes < MEGABYTE) {
    return t('app:attachments.size.kilobytes', { size: write(Math.round(bytes / KILOBYTE)) });
  }
  return t('app:attachments.size.megabytes', {
    size: write(Math.round((bytes * 10) / MEGABYTE) / 10),
  });
}

/** A limit in whole megabytes: what is that large or smaller is taken. */
export function limitText(t: Translate, bytes: number): string {
  return t('app:attachments.size.megabytes', { size: Math.floor(bytes / MEGABYTE) });
}
