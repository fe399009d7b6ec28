import type { Database } from 'better-sqlite3';
import { stemmer as arabic } from '@orama/stemmers/arabic';
import { stemmer as latin } from '@orama/stemmers/french';
import { ticketVisible } from '../../../shared/assistance/ticketVisible.ts';
import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok } from '../../../shared/kernel/result.ts';
import { excerptOf } from '../../../shared/search/excerpt.ts';
import { createForms } from '../../../shared/search/forms.ts';
import { termsOf, type Term } from '../../../shared/search/query.ts';
import {
  LONGEST_SEARCH,
  searchKinds,
  type searchContract,
  type SearchHit,
  type SearchKind,
} from '../../../shared/search/search.contract.ts';
import type { FeatureParts } from '../access/waveGround.ts';
import { createAsk, type Match } from './ask.ts';
import { createOfSchool } from './ofSchool.ts';
import { createSearchIndex, readOnlyIndex } from './searchIndex.ts';
import { createSources, type Document } from './sources.ts';

interface SearchParts extends Pick<FeatureParts, 'me' | 'rolesOver' | 'watch'> {
  readonly db: Database;
  readonly writable: boolean;
}

export interface Search {
  readonly handlers: Handlers<typeof searchContract, CoreFailure>;
  /** Takes in some of what has changed; answers whether there is more. */
  readonly readMore: () => boolean;
  /** Documents of a kind that have words of a text, the likest first. */
  readonly like: (kind: SearchKind, text: string, limit: number) => readonly Match[];
  close(): void;
}

const LIMIT = 30;
/** What one may not see is passed over, so that more is asked for than is shown. */
const ASKED_FOR = 4;
/** Of what has some words, so much is looked through for what is a school's. */
const MOST_OF_WORDS = 1_000;
/** Characters of a title; a line of a log has none of its own. */
const TITLE = 120;

/** Search over what is on this device, without a network. */
export function createSearch({ db, writable, me, rolesOver, watch }: SearchParts): Search {
  const formsOf = createForms({ latin, arabic });
  const read = createSources(db);
  const index = writable ? createSearchIndex(db, read, formsOf) : readOnlyIndex;
  const ask = createAsk(db);
  const ofSchool = createOfSchool(db);
  // A trainer holds no record of schools, and knows them by what their people are enrolled under.
  const nameOf = db
    .prepare<[string, string], string | null>(
      `SELECT coalesce((SELECT coalesce(name, id) FROM establishment WHERE id = ?),
         (SELECT max(school_name) FROM training_enrolment
          WHERE scope = 'schoolTraining:' || ? AND deleted IS NULL))`,
    )
    .pluck();

  const isSeen = ({ asked, scope }: Document): boolean =>
    asked === null || ticketVisible(asked, me()?.person ?? '', rolesOver(scope));

  function hitOf(found: Document, score: number, terms: readonly Term[]): SearchHit {
    const { kind, id, title, text, scope, session, visit, establishment, schoolName, on } = found;
    const isUntitled = title === '';
    return {
      kind,
      id,
      title: excerptOf(isUntitled ? text : title, terms, formsOf, TITLE),
      excerpt: isUntitled ? { text: '', marks: [] } : excerptOf(text, terms, formsOf),
      score: Math.round(score * 1_000) / 1_000,
      scope,
      session,
      visit,
      school:
        establishment === null
          ? null
          : {
              id: establishment,
              name: nameOf.get(establishment, establishment) ?? schoolName ?? establishment,
            },
      on,
    };
  }

  /** What of the matches may be seen, as the rows are now. @param school whose it has to be */
  function hits(
    matches: readonly Match[],
    terms: readonly Term[],
    limit: number,
    school?: string,
  ): SearchHit[] {
    const found: SearchHit[] = [];
    for (const { kind, id, score } of matches) {
      const document = read(kind, id);
      if (document === undefined || !isSeen(document)) continue;
      if (school !== undefined && document.establishment !== school) continue;
      found.push(hitOf(document, score, terms));
      if (found.length === limit) break;
    }
    return found;
  }

  function find(text: string, kinds: readonly SearchKind[], limit: number): SearchHit[] {
    index.catchUp();
    const terms = termsOf(text, formsOf);
    if (terms.length === 0 || kinds.length === 0) return [];
    const found = [
      ...hits(ask.all(terms, kinds, limit * ASKED_FOR), terms, limit),
      ...ofNamedSchool(text, kinds, limit),
    ];
    const once = new Map(found.map((hit) => [`${hit.kind} ${hit.id}`, hit]));
    if (once.size > 0) return [...once.values()].slice(0, limit);
    const corrected = ask.corrected(terms);
    return hits(ask.all(corrected, kinds, limit * ASKED_FOR), corrected, limit);
  }

  /** What belongs to a school whose code is in the text, and has the other words. */
  function ofNamedSchool(text: string, kinds: readonly SearchKind[], limit: number): SearchHit[] {
    const named = ofSchool.named(text);
    if (named === null) return [];
    const { school, rest } = named;
    const terms = termsOf(rest, formsOf);
    return terms.length === 0
      ? hits(ofSchool.all(school, kinds, limit * ASKED_FOR), terms, limit)
      : hits(ask.all(terms, kinds, MOST_OF_WORDS), terms, limit, school);
  }

  let next: ReturnType<typeof setImmediate> | undefined;
  const step = (): void => {
    next = index.catchUpSome() ? setImmediate(step) : undefined;
  };
  if (writable) {
    watch?.((entities) => {
      const isSearched = entities.some(
        (entity) => entity === 'ticketEvent' || searchKinds.some((kind) => kind === entity),
      );
      if (isSearched) next ??= setImmediate(step);
    });
  }
  return {
    handlers: {
      'search.find': ({ text, kinds = searchKinds, limit = LIMIT }) =>
        text.length > LONGEST_SEARCH
          ? err({ type: 'SearchTooLong', letters: text.length, limit: LONGEST_SEARCH })
          : ok(find(text, kinds, limit)),
    },
    readMore: () => index.catchUpSome(),
    like(kind, text, limit) {
      index.catchUp();
      return ask.any(termsOf(`${text} `, formsOf), [kind], limit);
    },
    close: () => clearImmediate(next),
  };
}
