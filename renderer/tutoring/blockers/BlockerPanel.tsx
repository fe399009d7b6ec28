import { useState } from 'react';
import { Button } from '@mantine/core';
import type { BlockerDetail, BlockerRegister } from '../../../shared/tutoring/blockers.contract.ts';
import { failureWords } from '../../bridge/failureWords.ts';
import { LinkedTickets } from '../../bridge/LinkedTickets.tsx';
import { useTerms } from '../../bridge/useTerms.ts';
import { useCall } from '../../bridge/useCall.ts';
import { Fact, Facts } from '../../ui/Facts.tsx';
import { Message } from '../../ui/Message.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { BlockerForm } from './BlockerForm.tsx';
import { BlockerOutcome } from './BlockerOutcome.tsx';
import { BlockerSchools } from './BlockerSchools.tsx';
import { BlockerState } from './BlockerState.tsx';
import { BlockerWays } from './BlockerWays.tsx';
import { READ_BLOCKERS } from './blockerReads.ts';
import styles from './Blockers.module.css';

interface BlockerPanelProps {
  readonly id: string;
  readonly register: BlockerRegister;
  readonly onOpen: (id: string) => void;
  readonly hrefOfTicket: (ticket: string) => string;
}

/** All that is known of a blocker, and what may be done about it. */
export function BlockerPanel({ id, register, onOpen, hrefOfTicket }: BlockerPanelProps) {
  const { t } = useLanguage();
  const [editing, setEditing] = useState(false);
  const { value, failure } = useCall('blockers.read', { id }, READ_BLOCKERS);
  if (value === null) {
    return failure === null ? (
      <p role="status" className={styles['quiet']}>
        {t('blockers:loading')}
      </p>
    ) : (
      <Message kind="error">{failureWords(t, failure)}</Message>
    );
  }
  if (editing) {
    const done = (): void => setEditing(false);
    return <BlockerForm register={register} blocker={value} onDone={done} onClose={done} />;
  }
  return (
    <div className={styles['panel']}>
      <h2 className={styles['title']}>
        <bdi>{value.title}</bdi>
      </h2>
      <Head blocker={value} register={register} />
      {value.description !== null && <p className={styles['text']}>{value.description}</p>}
      <section className={styles['section']}>
        <h3 className={styles['heading']}>{t('blockers:answer')}</h3>
        <p className={value.answer === null ? styles['quiet'] : styles['text']}>
          {value.answer ?? t('blockers:noAnswer')}
        </p>
      </section>
      {register.mayWrite && (
        <div className={styles['row']}>
          <BlockerOutcome blocker={value} />
          <Button size="compact-sm" variant="default" onClick={() => setEditing(true)}>
            {t('blockers:edit')}
          </Button>
        </div>
      )}
      <BlockerSchools blocker={value} register={register} />
      {value.tickets.length > 0 && (
        <LinkedTickets
          title={t('blockers:tickets')}
          tickets={value.tickets}
          hrefOf={hrefOfTicket}
        />
      )}
      {register.mayWrite && <BlockerWays blocker={value} register={register} onOpen={onOpen} />}
      <History blocker={value} today={register.today} />
    </div>
  );
}

function Head({ blocker, register }: { blocker: BlockerDetail; register: BlockerRegister }) {
  const { t, format, label } = useLanguage();
  const action = register.actions.find(({ id }) => id === blocker.action);
  const days = blocker.days ?? 0;
  return (
    <Facts>
      <Fact name={t('blockers:col.state')}>
        <BlockerState state={blocker.state} />
      </Fact>
      {blocker.theme !== null && (
        <Fact name={t('blockers:col.theme')}>
          <bdi>{blocker.theme}</bdi>
        </Fact>
      )}
      {action !== undefined && <Fact name={t('blockers:action')}>{label(action.title)}</Fact>}
      {blocker.openedOn !== null && (
        <Fact name={t('blockers:openedOn')}>
          {format.line([
            format.longDay(blocker.openedOn),
            t(blocker.state === 'solved' ? 'blockers:solvedIn' : 'blockers:age', {
              count: days,
              replace: { count: format.number(days) },
            }),
          ])}
        </Fact>
      )}
    </Facts>
  );
}

function History({ blocker, today }: { blocker: BlockerDetail; today: string }) {
  const { t, format, script } = useLanguage();
  const { One } = useTerms();
  const elsewhere = t('blockers:elsewhere', { school: One('establishment') });
  return (
    <section className={styles['section']}>
      <h3 className={styles['heading']}>{t('blockers:history')}</h3>
      <ol className={styles['lines']}>
        {blocker.history.map(({ on, kind, school }, index) => (
          // What happened keeps its place: the day and the school may be the same twice.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index} className={styles['line']}>
            <span className={styles['said']}>
              {t(`blockers:event.${kind}`, {
                school: school === null ? elsewhere : script(school),
              })}
            </span>
            <span className={styles['quiet']}>{format.day(on, today)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
