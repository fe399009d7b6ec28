import { z } from 'zod';
import { schoolRoles, type Role } from '../access/roles.ts';
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

/** Those who may write a step's note may attach what shows that it was done. */
const writers: readonly Role[] = [...schoolRoles, 'pilot', 'technician', 'support', 'tutor'];

/**
 * A file that belongs to a kit step: its name and the hash of its content, which travels apart
 * from rows (see docs/adr/0010). Its row id is the step's id and the beginning of the hash, so that two
 * people who attach the same file to the same step write the same row.
 */
export const attachment = defineEntity({
  name: 'attachment',
  scopes: ['establishment'],
  creators: writers,
  // Whoever attaches a file again, after somebody else or after its removal, writes all of it.
  groups: [['name', 'mediaType']],
  fields: {
    establishment: field(z.string().regex(PLAIN_ID_PATTERN), 'TEXT', {
      references: 'establishment',
      writers,
    }),
    kitStep: field(z.string().regex(ROW_ID_PATTERN), 'TEXT', { references: 'kitStep', writers }),
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
  scopes: ['establishment'],
  creators: [],
  fields: {
    hash: field(z.string().regex(HASH_PATTERN), 'TEXT', { indexed: true }),
    /** Milliseconds since 1970. */
    receivedAt: field(z.int(), 'INTEGER'),
  },
});

/** Row id of a file of a step. */
export function attachmentId(kitStep: string, hash: string): string {
  if (!ROW_ID_PATTERN.test(kitStep) || !HASH_PATTERN.test(hash)) {
    throw new Error(`Not a step and a hash: ${kitStep} ${hash}`);
  }
  return `${kitStep}:${hash.slice(0, ID_HASH_LENGTH)}`;
}
