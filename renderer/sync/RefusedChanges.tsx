import { Button } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { isLocalDate } from '../../shared/kernel/dates.ts';
import { stepStatuses } from '../../shared/kit/stepStatus.ts';
import { refusalText } from '../../shared/messages/failureText.ts';
import type { RejectedView } from '../../shared/sync/sync.contract.ts';
import { useBridge, useReadValue } from '../bridge/BridgeContext.tsx';
import { failureWords } from '../bridge/failureWords.ts';
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { useNow } from '../ui/useNow.ts';
import { whenWords } from '../ui/when.ts';
import { named, useRowNames, type RowNames } from './rowNames.ts';
import styles from './RefusedChanges.module.css';

/** Changes that the server refused, with the reason and what they held, until they are dealt with. */
export function RefusedChanges() {
  const { t } = useLanguage();
  const { client, reads } = useBridge();
  const notices = useNotices();
  const refusedCount = useReadValue(reads.syncStatus)?.rejected ?? 0;
  const [changes, setChanges] = useState<readonly RejectedView[] | null>(null);

  const names = useRowNames(changes);

  const load = useCallback(async () => {
    const answer = await client.call('sync.rejected', {});
    setChanges(answer.ok ? answer.value : []);
  }, [client]);
  useEffect(() => void load(), [load, refusedCount]);

  async function dismiss(n: number): Promise<void> {
    const answer = await client.call('sync.dismiss', { n });
    if (!answer.ok) notices.say({ tone: 'problem', text: failureWords(t, answer.error) });
    await load();
  }

  if (changes === null) return null;
  if (changes.length === 0) return <p className={styles['none']}>{t('refused.none')}</p>;
  return (
    <ul className={styles['list']}>
      {changes.map((change) => (
        <Refused
          key={change.n}
          change={change}
          names={names}
          onDismiss={() => void dismiss(change.n)}
        />
      ))}
    </ul>
  );
}

interface RefusedProps {
  readonly names: RowNames;
  readonly change: RejectedView;
  readonly onDismiss: () => void;
}

function Refused({ change, names, onDismiss }: RefusedProps) {
  const { t, format } = useLanguage();
  const now = useNow();
  return (
    <li className={styles['item']}>
      <p className={styles['reason']}>{refusalText(t, named(change.refusal, names))}</p>
      {change.changes.map((part) => (
        <div key={`${part.entity} ${part.row}`}>
          <p className={styles['name']}>
            <bdi>{names.get(part.row) ?? part.row}</bdi>
          </p>
          <dl className={styles['fields']}>
            {Object.entries(part.set).map(([field, value]) => (
              <div key={field}>
                <dt>{t([`refused.field.${field}`, 'refused.field.other'], { field })}</dt>
                <dd>{valueWords(value)}</dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
      <div className={styles['foot']}>
        <span>{t('refused.at', { when: whenWords(t, format, change.at, now) })}</span>
        <Button size="xs" variant="default" onClick={onDismiss}>
          {t('refused.dismiss')}
        </Button>
      </div>
    </li>
  );

  function valueWords(value: unknown): string {
    if (value === null || value === '') return t('refused.empty');
    const status = stepStatuses.find((one) => one === value);
    if (status !== undefined) return t(`status.${status}`);
    if (typeof value !== 'string') return JSON.stringify(value);
    return isLocalDate(value) ? format.longDay(value) : value;
  }
}
