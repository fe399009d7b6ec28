import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ListedVisit } from '../../../shared/tutoring/visits.contract.ts';
import { useCall } from '../../bridge/useCall.ts';
import { useDo } from '../../bridge/useDo.ts';
import { Fact, Facts } from '../../ui/Facts.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { TutoringTabProps } from '../tutoringTabs.ts';
import { NoteForm } from './NoteForm.tsx';
import { VisitForm } from './VisitForm.tsx';
import { READ_VISITS } from './visitReads.ts';
import styles from './Visits.module.css';

interface VisitPanelProps extends Pick<TutoringTabProps, 'hrefOf'> {
  readonly visit: ListedVisit;
  readonly wave: string;
  readonly today: string;
  readonly onGone: () => void;
}

/** A visit, and what was noted there line by line. */
export function VisitPanel({ visit, wave, today, onGone, hrefOf }: VisitPanelProps) {
  const { t, format, placed } = useLanguage();
  const { run, busy } = useDo();
  const [editing, setEditing] = useState(false);
  const { id, mayWrite } = visit;
  const lines = useCall('visits.lines', { id }, READ_VISITS).value ?? [];
  if (editing) {
    const done = (): void => setEditing(false);
    return <VisitForm visit={visit} schools={[]} today={today} onDone={done} onClose={done} />;
  }
  const facts = [
    [t('blockers:visit.visitors'), visit.visitors],
    [t('blockers:visit.met'), visit.met],
    [t('blockers:visit.purpose'), visit.purpose],
  ] as const;
  return (
    <div className={styles['panel']}>
      <h2 className={styles['title']}>
        <bdi>{placed(visit.school)}</bdi>
      </h2>
      {visit.on !== null && <p className={styles['quiet']}>{format.longDay(visit.on)}</p>}
      <Facts>
        {facts.map(
          ([name, value]) =>
            value !== null && (
              <Fact key={name} name={name}>
                <bdi>{value}</bdi>
              </Fact>
            ),
        )}
      </Facts>
      {visit.summary !== null && (
        <p dir="auto" className={styles['text']}>
          {visit.summary}
        </p>
      )}
      <h3 className={styles['heading']}>{t('blockers:visit.lines')}</h3>
      {lines.length === 0 && <p className={styles['quiet']}>{t('blockers:visit.noLines')}</p>}
      <ul className={styles['lines']}>
        {lines.map((line) => (
          <li key={line.id} className={styles['line']}>
            <span className={styles['row']}>
              <Tag tone={line.kind === 'difficulty' && line.state !== 'solved' ? 'late' : 'plain'}>
                {t(`blockers:visit.kind.${line.kind}`)}
              </Tag>
              {line.state === 'solved' && <Tag tone="done">{t('blockers:visit.solved')}</Tag>}
            </span>
            <span dir="auto" className={styles['text']}>
              {line.text}
            </span>
            {line.blocker !== null && (
              <a href={hrefOf('blockers', line.blocker.id)} className={styles['link']}>
                <bdi>{line.blocker.title}</bdi>
              </a>
            )}
            {mayWrite && (
              <span className={styles['row']}>
                {line.kind === 'difficulty' && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    disabled={busy}
                    onClick={() =>
                      void run(
                        'visits.settle',
                        { line: line.id, state: line.state === 'solved' ? 'open' : 'solved' },
                        () => t('blockers:visit.done.settled'),
                      )
                    }
                  >
                    {t(
                      line.state === 'solved'
                        ? 'blockers:visit.do.reopen'
                        : 'blockers:visit.do.solve',
                    )}
                  </Button>
                )}
                <Button
                  size="compact-sm"
                  variant="subtle"
                  disabled={busy}
                  onClick={() =>
                    void run('visits.remove', { kind: 'line', id: line.id }, () =>
                      t('blockers:visit.done.removed'),
                    )
                  }
                >
                  {t('blockers:visit.do.remove')}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      {mayWrite && (
        <>
          <NoteForm visit={id} wave={wave} />
          <div className={styles['row']}>
            <Button size="compact-sm" variant="default" onClick={() => setEditing(true)}>
              {t('blockers:visit.do.edit')}
            </Button>
            <Button
              size="compact-sm"
              variant="subtle"
              disabled={busy}
              onClick={() => {
                void run('visits.remove', { kind: 'visit', id }, () =>
                  t('blockers:visit.done.removed'),
                );
                onGone();
              }}
            >
              {t('blockers:visit.do.removeVisit')}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
