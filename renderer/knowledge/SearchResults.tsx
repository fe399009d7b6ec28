import { useState } from 'react';
import {
  searchKinds,
  type SearchHit,
  type SearchKind,
} from '../../shared/search/search.contract.ts';
import { failureWords } from '../bridge/failureWords.ts';
import { useCall } from '../bridge/useCall.ts';
import { Choice } from '../ui/Choice.tsx';
import { Message } from '../ui/Message.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { Marked } from './Marked.tsx';
import type { KnowledgeWays } from './knowledgeTabs.ts';
import styles from './Knowledge.module.css';

interface SearchResultsProps extends Pick<KnowledgeWays, 'hrefOfHit'> {
  readonly text: string;
}

const LIMIT = 100;
/** So many of each kind, where all kinds are shown. */
const FIRST = 4;

/** What is found by words in all that is on this computer. */
export function SearchResults({ text, hrefOfHit }: SearchResultsProps) {
  const { t, format } = useLanguage();
  const [kind, setKind] = useState<SearchKind | 'all'>('all');
  const { value, failure } = useCall('search.find', { text, limit: LIMIT }, searchKinds);
  if (failure !== null) return <Message kind="error">{failureWords(t, failure)}</Message>;
  const hits = value ?? [];
  const counts = searchKinds
    .map((one) => ({ kind: one, count: hits.filter((hit) => hit.kind === one).length }))
    .filter(({ count }) => count > 0);
  const chosen = counts.some((one) => one.kind === kind) ? kind : 'all';
  return (
    <div className={styles['scroll']}>
      <p role="status" className={styles['quiet']}>
        {value === null
          ? t('search:searching')
          : t('search:found', {
              count: hits.length,
              replace: { count: format.number(hits.length) },
            })}
      </p>
      {counts.length > 1 && (
        <div className={styles['kinds']}>
          <Choice
            label={t('search:kinds')}
            value={chosen}
            options={[
              { value: 'all', label: t('search:all') },
              ...counts.map((one) => ({
                value: one.kind,
                label: `${t(`search:kind.${one.kind}`)} ${format.number(one.count)}`,
              })),
            ]}
            onChange={setKind}
          />
        </div>
      )}
      {value !== null && hits.length === 0 ? (
        <Message kind="empty">{t('search:nothing')}</Message>
      ) : (
        <div id="search-results">
          {counts
            .filter((one) => chosen === 'all' || one.kind === chosen)
            .map((one) => (
              <section key={one.kind} className={styles['group']}>
                <h2 className={styles['heading']}>{t(`search:kind.${one.kind}`)}</h2>
                <ul className={styles['lines']}>
                  {hits
                    .filter((hit) => hit.kind === one.kind)
                    .slice(0, chosen === 'all' ? FIRST : LIMIT)
                    .map((hit) => (
                      <Hit key={hit.id} hit={hit} href={hrefOfHit(hit)} />
                    ))}
                </ul>
                {chosen === 'all' && one.count > FIRST && (
                  <button
                    type="button"
                    className={styles['more']}
                    onClick={() => setKind(one.kind)}
                  >
                    {t('search:more', { count: format.number(one.count) })}
                  </button>
                )}
              </section>
            ))}
        </div>
      )}
    </div>
  );
}

function Hit({ hit, href }: { readonly hit: SearchHit; readonly href: string }) {
  const { format, script } = useLanguage();
  const { title, excerpt, school, on } = hit;
  return (
    <li className={styles['line']}>
      <span className={styles['row']}>
        <a href={href} className={styles['link']}>
          <Marked {...title} />
        </a>
        <span className={styles['quiet']}>
          {format.line([school && script(school.name), on !== null && format.day(on, on)])}
        </span>
      </span>
      {excerpt.text !== '' && (
        <span>
          <Marked {...excerpt} />
        </span>
      )}
    </li>
  );
}
