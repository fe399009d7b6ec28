import { z } from 'zod';
import { contract } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';

/** What is searched. */
export const searchKinds = [
  'article',
  'blocker',
  'ticket',
  'logEntry',
  'contact',
  'communication',
  'linkedPlace',
] as const;
export type SearchKind = (typeof searchKinds)[number];

/** A part of a text with the places of it that were searched for, in UTF-16 units. */
export const excerptSchema = z.object({
  text: z.string(),
  marks: z.array(z.object({ from: z.int(), to: z.int() })),
});
export type Excerpt = z.infer<typeof excerptSchema>;

export const searchHitSchema = z.object({
  kind: z.enum(searchKinds),
  id: z.string(),
  title: excerptSchema,
  excerpt: excerptSchema,
  /** The higher, the better it fits; comparable within one answer only. */
  score: z.number(),
  /** Scope that it lives in. */
  scope: z.string(),
  /** Where it was said, of a line of a log, and the school that it is about. */
  session: z.string().nullable(),
  visit: z.string().nullable(),
  school: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** The day that it is of. */
  on: z.string().nullable(),
});
export type SearchHit = z.infer<typeof searchHitSchema>;

/** Letters of what is searched for. */
export const LONGEST_SEARCH = 400;

export const searchContract = contract({
  /**
   * What this device's person may see and has all the words of `text`; the last word counts as
   * begun. Where nothing is found, words with one mistake are.
   */
  'search.find': {
    input: z.object({
      /** Of more than `LONGEST_SEARCH` letters it fails with SearchTooLong. */
      text: z.string().max(1_000_000),
      kinds: z.array(z.enum(searchKinds)).max(searchKinds.length).optional(),
      limit: z.int().min(1).max(100).optional(),
    }),
    output: z.array(searchHitSchema),
    error: failureSchema,
  },
});
