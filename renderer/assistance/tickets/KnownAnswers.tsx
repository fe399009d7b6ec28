import { useDeferredValue } from 'react';
import { useCall } from '../../bridge/useCall.ts';
import { plain } from '../../ui/plain.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import { TICKETS } from '../assistanceTabs.ts';
import styles from '../assistance.module.css';

/** Letters of words that say something: neither articles nor `SI2C`. */
const LEAST_WORD = 5;
const SHOWN = 5;

interface KnownAnswersProps {
  readonly text: string;
  /** The request that is being written. */
  readonly except: string | null;
}

/** What is known of what somebody is about to ask: articles, announcements, requests before. */
export function KnownAnswers({ text, except }: KnownAnswersProps) {
  const { t } = useLanguage();
  const asked = useDeferredValue(text);
  const words = plain(asked)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= LEAST_WORD);
  const whole = useFound(words.join(' '));
  // All words together are seldom found: then what the longest of them finds.
  const longest = words.toSorted((a, b) => b.length - a.length)[0] ?? '';
  const part = useFound(whole !== null && whole.length === 0 ? longest : '');
  const found = whole !== null && whole.length > 0 ? whole : (part ?? []);
  const hits = found.filter(({ id }) => id !== except).slice(0, SHOWN);
  return (
    <section aria-live="polite">
      <h3>{t('assistance:known.title')}</h3>
      {hits.length === 0 ? (
        <p className={styles['note']}>
          {t(words.length === 0 ? 'assistance:known.typing' : 'assistance:known.none')}
        </p>
      ) : (
        <ul>
          {hits.map((hit) => (
            <li key={`${hit.kind} ${hit.id}`}>
              <bdi>{hit.title.text}</bdi>{' '}
              <span className={styles['note']}>
                {t(`assistance:known.kind.${hit.kind}`)}
                {hit.kind === 'ticket' && <Status ticket={hit.id} />}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** How far a request is. */
function Status({ ticket }: { readonly ticket: string }) {
  const { t } = useLanguage();
  const { value } = useCall('tickets.read', { ticket }, TICKETS);
  return value === null ? null : ` · ${t(`assistance:short.${value.status}`)}`;
}

const KINDS = ['article', 'ticket', 'communication'] as const;

/** What has all the words of a text; null: nothing was asked, or it is being looked for. */
function useFound(text: string) {
  const input = text === '' ? null : { text, kinds: [...KINDS], limit: SHOWN + 1 };
  const { value } = useCall('search.find', input, []);
  return input === null ? null : value;
}
