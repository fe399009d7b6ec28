import { Button } from '@mantine/core';
import { IconBan } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { refusalText } from '../../shared/messages/failureText.ts';
import type { RejectedView } from '../../shared/sync/sync.contract.ts';
import { cx } from '../ui/cx.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { useNow } from '../ui/useNow.ts';
import { agoWords } from '../ui/when.ts';
import { AmendForm } from './AmendForm.tsx';
import { amendable } from './amend.ts';
import { FieldValue, FieldValues } from './FieldValue.tsx';
import { RowName } from './RowName.tsx';
import { named, useRowTitle, type RowFact, type RowFacts } from './rowFacts.ts';
import { useRefusal } from './useRefusal.ts';
import styles from './RefusalCard.module.css';

type Part = RejectedView['changes'][number];

interface RefusalCardProps {
  readonly change: RejectedView;
  readonly facts: RowFacts;
  /** In the panel of its row, which already says which action it is. */
  readonly inPanel?: boolean;
}

/** One refused transaction: what it held, why it was refused, what the row shows, what to do. */
export function RefusalCard({ change, facts, inPanel = false }: RefusalCardProps) {
  const { t, format } = useLanguage();
  const now = useNow();
  const rowTitle = useRowTitle();
  const [amending, setAmending] = useState(false);
  const amend = useRef<HTMLButtonElement>(null);
  const title = ({ entity, row }: Part): string => rowTitle({ entity, row }, facts.rows.get(row));
  const first = change.changes[0];
  const { resend, drop } = useRefusal(change.n, first === undefined ? '' : title(first));
  const words = {
    // The action's title stands below: the sentence says where.
    row: (row: string) => facts.rows.get(row)?.school ?? row,
    field: (field: string) => t([`review.field.${field}`, 'review.field.other'], { field }),
  };
  const target = amendable(change, facts);

  function cancel(): void {
    setAmending(false);
    requestAnimationFrame(() => amend.current?.focus());
  }

  return (
    <li className={cx(styles['card'], inPanel && styles['inPanel'])} data-refused={change.n}>
      <p className={styles['reason']}>
        <IconBan size={18} aria-hidden="true" />
        <span>
          {t('refused.why')} {refusalText(t, named(change.refusal, words))}
        </span>
      </p>
      {change.changes.map((part) => (
        <RefusedPart
          key={`${part.entity} ${part.row}`}
          part={part}
          fact={facts.rows.get(part.row)}
          place={facts.places.get(part.scope)}
          named={!inPanel}
          id={`refused-${change.n}-${part.row}`}
        />
      ))}
      {amending && target !== null ? (
        <AmendForm
          target={target}
          onSend={(changes) => {
            setAmending(false);
            void resend(changes);
          }}
          onCancel={cancel}
        />
      ) : (
        <div className={styles['actions']}>
          <Button size="xs" variant="default" onClick={() => void resend()}>
            {t('refused.resend')}
          </Button>
          {target !== null && (
            <Button ref={amend} size="xs" variant="default" onClick={() => setAmending(true)}>
              {t('refused.amend')}
            </Button>
          )}
          <Button size="xs" variant="subtle" onClick={() => void drop()}>
            {t('refused.dismiss')}
          </Button>
          <span className={styles['at']}>
            {t('refused.at', { when: agoWords(t, format, change.at, now) })}
          </span>
        </div>
      )}
    </li>
  );
}

interface RefusedPartProps {
  readonly part: Part;
  readonly fact: RowFact | undefined;
  /** The school that the row is in, where it is known. */
  readonly place: string | undefined;
  /** Whether the row is to be named. */
  readonly named: boolean;
  readonly id: string;
}

/** The values that one row did not get, and what it has instead. */
function RefusedPart({ part, fact, place, named: isNamed, id }: RefusedPartProps) {
  const { t } = useLanguage();
  const step = fact?.step;
  return (
    <div className={styles['part']}>
      {isNamed && <RowName id={id} row={part.row} entity={part.entity} fact={fact} place={place} />}
      <div className={styles['sides']}>
        <div>
          <p className={styles['side']}>{t('refused.yours')}</p>
          <FieldValues values={part.set} />
        </div>
        {step !== undefined && (
          <div>
            <p className={styles['side']}>{t('review.showsNow')}</p>
            <div className={styles['now']}>
              {'status' in part.set && (
                <div>
                  <FieldValue field="status" value={step.status} others={{ doneOn: step.doneOn }} />
                </div>
              )}
              {'note' in part.set && (
                <div>
                  <FieldValue field="note" value={step.note} />
                </div>
              )}
            </div>
          </div>
        )}
      </div>
    </div>
  );
}
