/** Characters of a file's name that are kept, at most. */
export const MAX_FILE_NAME = 200;

/**
 * What no name may hold: separators of folders, control characters, and the marks that make text
 * run the other way until they are closed (with them `exe.fdp` can be made to read `pdf.exe`).
 * The plain marks of direction (U+200E, U+200F, U+061C) stay: names in Arabic have them.
 */
// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u001F\u007F-\u009F/\\\u2028-\u202E\u2066-\u2069]/;
// oxlint-disable-next-line no-control-regex
const ALL_FORBIDDEN = /[\u0000-\u001F\u007F-\u009F/\\\u2028-\u202E\u2066-\u2069]+/g;
/** Half of a character that needs two: from a name that is not Unicode, or was cut. */
const LONE_HALF = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Whether a name can be kept as it is. */
export function isFileName(name: string): boolean {
  return (
    name.length <= MAX_FILE_NAME &&
    name.trim() !== '' &&
    !/^\.+$/.test(name.trim()) &&
    !FORBIDDEN.test(name) &&
    name.search(LONE_HALF) === -1
  );
}

/**
 * A name that can be kept, made of what a disk calls a file: without what {@link isFileName}
 * refuses, composed (NFC), shortened before its extension.
 */
export function cleanFileName(name: string): string {
  const clean = name
    .normalize('NFC')
    .replaceAll(ALL_FORBIDDEN, ' ')
    .replaceAll(LONE_HALF, '�')
    .trim();
  if (clean === '' || /^\.+$/.test(clean)) return 'document';
  if (clean.length <= MAX_FILE_NAME) return clean;
  const dot = clean.lastIndexOf('.');
  const extension = dot > 0 && clean.length - dot <= 12 ? clean.slice(dot) : '';
  const stem = clean.slice(0, MAX_FILE_NAME - extension.length).replaceAll(LONE_HALF, '');
  return `${stem.trim()}${extension}`;
}

/**
 * A name under which every system can write the file: what Windows does not take is replaced.
 * The extension stays what it was.
 */
export function diskFileName(name: string): string {
  const clean = cleanFileName(name)
    .replaceAll(/[<>:"|?*]/g, '_')
    .replace(/[. ]+$/, '');
  const usable = clean === '' ? 'document' : clean;
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(usable) ? `_${usable}` : usable;
}

/** Extension of a name in small letters, without the dot; empty where it has none. */
export function extensionOf(name: string): string {
  const disk = diskFileName(name);
  const dot = disk.lastIndexOf('.');
  return dot <= 0 ? '' : disk.slice(dot + 1).toLowerCase();
}
