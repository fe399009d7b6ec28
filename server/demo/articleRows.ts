import type { ScopeId } from '../../shared/schema/scope.ts';
import { derivedId } from '../../shared/kernel/ids.ts';
import { seedRow, stampOf, type SeedRow } from './seedRows.ts';

/** An article of practice data; all are invented. */
export interface DemoArticle {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly language: 'fr' | 'ar';
  readonly moments: readonly ('before' | 'during' | 'after')[];
  readonly roles?: readonly string[];
  readonly keywords: readonly string[];
  readonly productVersion?: string;
  readonly author: string;
  /** The days of its versions, each with what was new in it; the last text is that of all. */
  readonly versions: readonly { readonly on: string; readonly changes?: string }[];
}

/** Rows of published articles of a place, with their versions. */
export function articleRows(scope: ScopeId, articles: readonly DemoArticle[]): SeedRow[] {
  return articles.flatMap(({ id, versions, ...article }) => {
    const { title, body, author } = article;
    const last = versions.at(-1)!;
    return [
      seedRow(
        'article',
        id,
        scope,
        { ...article, state: 'published', number: versions.length, updatedOn: last.on },
        stampOf(last.on, null),
      ),
      ...versions.map(({ on, changes }, index) =>
        seedRow(
          'articleVersion',
          derivedId(id, String(index + 1)),
          scope,
          { article: id, number: index + 1, on, title, body, changes, author },
          stampOf(on, null),
        ),
      ),
    ];
  });
}
