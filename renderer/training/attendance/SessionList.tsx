import { IconCloudUp, IconRepeat } from '@tabler/icons-react';
import { useState } from 'react';
import { allSessionDays, type SessionDay } from '../../../shared/training/sessionDays.rules.ts';
import { useCall } from '../../bridge/useCall.ts';
import { Choice } from '../../ui/Choice.tsx';
import { Message } from '../../ui/Message.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { TrainingFrame } from '../TrainingFrame.tsx';
import type { TrainingTabProps } from '../trainingTabs.ts';
import { sessionGroups, sessionParts } from './sessionGroups.ts';
import { useSessionWords } from '../useSessionWords.ts';
import styles from './SessionList.module.css';

const READ = ['attendance', 'groupMember', 'trainingSession', 'trainingEnrolment'];

/** Sessions whose sheets are to be filled today, those that wait, and those that are done. */
export function SessionList({ shared }: { readonly shared: TrainingTabProps }) {
  const { overview, onGo } = shared;
  const { wave, sessions, today, me, mayRecord } = overview;
  const { t } = useLanguage();
  const [whose, setWhose] = useState<'mine' | 'all'>(me === null ? 'all' : 'mine');
  const { value: progress } = useCall(
    'attendance.progress',
    wave === null ? null : { wave: wave.id },
    READ,
  );
  const parts = sessionGroups(
    allSessionDays(sessions).filter(
      ({ trainers }) => whose === 'all' || (me !== null && trainers.includes(me)),
    ),
    progress ?? [],
    today,
  );
  const shown = sessionParts.filter((part) => parts[part].length > 0);
  return (
    <TrainingFrame shared={shared} tab="attendance">
      {me !== null && mayRecord && (
        <Choice
          label={t('attendance:list.whose')}
          value={whose}
          options={[
            { value: 'mine', label: t('attendance:list.mine') },
            { value: 'all', label: t('attendance:list.all') },
          ]}
          onChange={setWhose}
        />
      )}
      {shown.length === 0 ? (
        <Message
          kind="empty"
          action={{
            label: t('attendance:list.toCalendar'),
            run: () => onGo('calendar'),
          }}
        >
          {t(whose === 'mine' ? 'attendance:list.noneMine' : 'attendance:list.none')}
        </Message>
      ) : (
        shown.map((part) => (
          <section key={part} className={styles['part']} aria-labelledby={`sessions-${part}`}>
            <h2 id={`sessions-${part}`} className={styles['title']}>
              {t(`attendance:list.part.${part}`)}
            </h2>
            <ul className={styles['list']}>
              {parts[part].map((session) => (
                <SessionLine
                  key={session.key}
                  shared={shared}
                  session={session}
                  progress={progress?.find((one) => one.session === session.key)}
                />
              ))}
            </ul>
          </section>
        ))
      )}
    </TrainingFrame>
  );
}

interface SessionLineProps {
  readonly shared: TrainingTabProps;
  readonly session: SessionDay;
  readonly progress:
    | { readonly expected: number; readonly marked: number; readonly pending: boolean }
    | undefined;
}

function SessionLine({ shared, session, progress }: SessionLineProps) {
  const { t, format, script } = useLanguage();
  const words = useSessionWords(shared.overview);
  const { today } = shared.overview;
  const isDone = progress !== undefined && progress.marked >= progress.expected;
  return (
    <li>
      <a
        href={shared.hrefOf('attendance', session.key)}
        className={styles['line']}
        data-session={session.key}
      >
        <span className={styles['day']}>
          <span>
            {session.day === today ? t('attendance:list.today') : format.day(session.day, today)}
          </span>
          <span className={styles['quiet']}>{words.times(session)}</span>
        </span>
        <span className={styles['what']}>
          <span className={styles['name']}>
            <bdi>{script(session.title)}</bdi>{' '}
            {session.on !== null && (
              <IconRepeat size={14} role="img" aria-label={t('timetable:series.isOne')} />
            )}
          </span>
          <span className={styles['quiet']}>
            {format.line([words.groups(session), words.site(session)])}
          </span>
        </span>
        {progress?.pending === true && (
          <IconCloudUp
            size={16}
            className={styles['pending']}
            role="img"
            aria-label={t('attendance:waiting')}
          />
        )}
        <span className={styles['state']}>
          {progress === undefined ? (
            session.day > today ? null : (
              <Tag tone="wait">{t('attendance:list.empty')}</Tag>
            )
          ) : (
            <Tag tone={isDone ? 'done' : 'wait'}>
              {t('attendance:list.marked', {
                marked: format.number(progress.marked),
                people: format.number(progress.expected),
              })}
            </Tag>
          )}
        </span>
      </a>
    </li>
  );
}
