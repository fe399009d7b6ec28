import { useDeferredValue } from 'react';
import type { TicketView } from '../../../shared/assistance/tickets.contract.ts';
import { useCall } from '../../bridge/useCall.ts';
import { plain } from '../../ui/plain.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from '../assistance.module.css';

/** Letters of words that say something: neither articles nor `SI2C`. */
const LEAST_WORD = 5;
const SHOWN = 5;

interface KnownAnswersProps {
  readonly text: string;
  readonly tickets: readonly TicketView[];
  /** The request that is being written. */
  readonly except: string | null;
}

/** What is known of what somebody is about to ask: articles, announcements, requests before. */
export function KnownAnswers({ text, tickets, except }: KnownAnswersProps) {
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
  const statusOf = new Map(tickets.map((row) => [row.id, row.status]));
  return (
    <section aria-live="polite">
      <h3>{t('assistance:known.title')}</h3>
      {hits.length === 0 ? (
        <p className={styles['note']}>
          {t(words.length === 0 ? 'assistance:known.typing' : 'assistance:known.none')}
        </p>
      ) : (
        <ul>
          {hits.map((hit) => {
            const status = statusOf.get(hit.id);
            return (
              <li key={`${hit.kind} ${hit.id}`}>
                <bdi>{hit.title.text}</bdi>{' '}
                <span className={styles['note']}>
                  {t(`assistance:known.kind.${hit.kind}`)}
                  {status !== undefined && ` · ${t(`assistance:short.${status}`)}`}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

const KINDS = ['article', 'ticket', 'communication'] as const;

/** What has all the words of a text; null: nothing was asked, or it is being looked for. */
function useFound(text: string) {
  const input = text === '' ? null : { text, kinds: [...KINDS], limit: SHOWN + 1 };
  const { value } = useCall('search.find', input, []);
  return input === null ? null : value;
}
