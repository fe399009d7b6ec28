import { z } from 'zod';
import { askers as writers } from '../access/helpRoles.ts';
import { PLAIN_ID_PATTERN, ROW_ID_PATTERN } from '../kernel/ids.ts';
import { defineEntity, field } from '../schema/entity.ts';
import { isFileName } from './fileName.ts';
import { MEDIA_TYPE_PATTERN } from './mediaTypes.ts';

/** Bytes of one file, at most: 25 MB as file managers count (25 × 1,048,576). */
export const MAX_ATTACHMENT_BYTES = 25 * 1_048_576;

/** SHA-256, hexadecimal. */
export const HASH_PATTERN = /^[0-9a-f]{64}$/;
/** Part of the hash that stands in a row's id: 64 bits, among the files of one step. */
const ID_HASH_LENGTH = 16;

/** Where files live: with the step, request or article that they belong to. */
const scopes = ['establishment', 'waveSupport', 'wave', 'programme'] as const;

/**
 * A file that belongs to a kit step, a request for help or an article: its name and the hash of its
 * content, which travels apart from rows (see docs/adr/0010). Its row id is the id of what it belongs
 * to and the beginning of the hash, so that two people who attach the same file there write the same
 * row. Who may attach to which of them is a rule of the screens; who is handed a content, the server's.
 */
export const attachment = defineEntity({
  name: 'attachment',
  scopes,
  creators: writers,
  // Whoever attaches a file again, after somebody else or after its removal, writes all of it.
  groups: [['name', 'mediaType']],
  fields: {
    establishment: field(z.string().regex(PLAIN_ID_PATTERN), 'TEXT', {
      references: 'establishment',
      writers,
    }),
    kitStep: field(z.string().regex(ROW_ID_PATTERN), 'TEXT', { references: 'kitStep', writers }),
    /** Instead of a step: the request or the article that it belongs to. */
    ticket: field(z.string().regex(ROW_ID_PATTERN), 'TEXT', { references: 'ticket' }),
    article: field(z.string().regex(ROW_ID_PATTERN), 'TEXT', { references: 'article' }),
    name: field(z.string().refine(isFileName), 'TEXT', { writers }),
    mediaType: field(z.string().regex(MEDIA_TYPE_PATTERN), 'TEXT', { writers }),
    bytes: field(z.int().positive().max(MAX_ATTACHMENT_BYTES), 'INTEGER', { writers }),
    /** SHA-256 of the content, hexadecimal. */
    hash: field(z.string().regex(HASH_PATTERN), 'TEXT', { indexed: true, writers }),
  },
  check: (row) => (row.hash === null || row.bytes === null ? ['attachmentWhole'] : []),
});

/**
 * The server's word that it has the whole content of a file, sent by somebody who may read the
 * scope that the row is in: the content is handed out on the strength of this row alone. Apart from
 * the attachment, so that its coming is no change of what a person wrote. It has the id of the
 * attachment; only the server writes it.
 */
export const attachmentReceipt = defineEntity({
  name: 'attachmentReceipt',
  scopes,
  creators: [],
  fields: {
    hash: field(z.string().regex(HASH_PATTERN), 'TEXT', { indexed: true }),
    /** Milliseconds since 1970. */
    receivedAt: field(z.int(), 'INTEGER'),
  },
});

/** Row id of a file of a step, a request or an article. */
export function attachmentId(host: string, hash: string): string {
  if (!ROW_ID_PATTERN.test(host) || !HASH_PATTERN.test(hash)) {
    throw new Error(`Not a row and a hash: ${host} ${hash}`);
  }
  return `${host}:${hash.slice(0, ID_HASH_LENGTH)}`;
}
