import { extensionOf } from './fileName.ts';

/**
 * Kinds of file that are opened by the program that the system has for them: documents and
 * pictures that run nothing by themselves. All others (programs, scripts, web pages, documents
 * with macros, archives) are only shown in their folder.
 */
const OPENED: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  heic: 'image/heic',
  txt: 'text/plain',
  csv: 'text/csv',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  rtf: 'application/rtf',
};

/** What a file of unknown kind is said to be. */
const UNKNOWN_MEDIA_TYPE = 'application/octet-stream';

/** Form of a media type, without parameters. */
export const MEDIA_TYPE_PATTERN =
  /^[a-z0-9][a-z0-9!#$&^_.+-]{0,60}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,90}$/;

/** The media type of a file by its name. */
export function mediaTypeOf(name: string): string {
  const extension = extensionOf(name);
  return Object.hasOwn(OPENED, extension) ? OPENED[extension]! : UNKNOWN_MEDIA_TYPE;
}

/**
 * Whether a file may be handed to the system to be opened. The system goes by the name's
 * extension, so that decides, not the media type that somebody's device has written.
 */
export function mayOpen(name: string): boolean {
  return Object.hasOwn(OPENED, extensionOf(name));
}
