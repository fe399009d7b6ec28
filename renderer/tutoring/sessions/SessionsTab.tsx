import { Button } from '@mantine/core';
import { IconCalendarDown } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { addDays, weekdayOf } from '../../../shared/kernel/dates.ts';
import { atOnce } from '../../../shared/tutoring/series.atOnce.ts';
import type { TutoringSessionView } from '../../../shared/tutoring/tutoring.contract.ts';
import { useCalendarFile } from '../../bridge/useCalendarFile.ts';
import { Choice } from '../../ui/Choice.tsx';
import { SelectField } from '../../ui/fields.tsx';
import { Message } from '../../ui/Message.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { TutoringFrame } from '../TutoringFrame.tsx';
import type { TutoringTabProps } from '../tutoringTabs.ts';
import { useTutoringWords } from '../useTutoringWords.ts';
import { NewSession } from './NewSession.tsx';
import { NextSession } from './NextSession.tsx';
import { SessionMonth } from './SessionMonth.tsx';
import { SessionPanel } from './SessionPanel.tsx';
import { SessionTable } from './SessionTable.tsx';
import styles from './Sessions.module.css';

const readings = ['coming', 'past', 'month'] as const;
type Reading = (typeof readings)[number];
const DAYS_IN_WEEK = 7;

/** When the groups of a wave meet: what comes first, and what has been. */
export function SessionsTab(shared: TutoringTabProps) {
  const { overview, open, onGo } = shared;
  const { groups, sessions, today, me, wave } = overview;
  const { t } = useLanguage();
  const words = useTutoringWords(overview);
  const exportTo = useCalendarFile();
  const opened = sessions.find(({ id }) => id === open);
  const [reading, setReading] = useState<Reading>(() =>
    opened !== undefined && opened.day < today ? 'past' : 'coming',
  );
  // A tutor of some groups comes for these.
  const [group, setGroup] = useState(
    () =>
      (groups.length > 1 && groups.find(({ tutors }) => tutors.some(({ id }) => id === me))?.id) ||
      '',
  );
  const [at, setAt] = useState(opened?.day ?? today);
  /** The day that a session is made on; null: none is. */
  const [making, setMaking] = useState<LocalDate | null>(null);
  const doubled = useMemo(() => atOnce(sessions), [sessions]);
  const mayMake = groups.some(({ mayLog }) => mayLog);
  const ofGroup = sessions.filter((one) => group === '' || one.group === group);
  const coming = ofGroup.filter(({ day }) => day >= today);
  const past = ofGroup.filter(({ day }) => day < today).toReversed();
  const shown = reading === 'coming' ? coming : reading === 'past' ? past : ofGroup;
  const next = coming.find(({ status }) => status === 'planned' || status === 'held');

  function close(): void {
    setMaking(null);
    onGo('sessions');
  }
  const panel =
    making !== null
      ? {
          label: t('tutoring:new.title'),
          onClose: close,
          content: (
            <NewSession
              overview={overview}
              group={group}
              day={making}
              key={making}
              onClose={close}
              onMade={(id) => {
                setMaking(null);
                onGo('sessions', id);
              }}
            />
          ),
        }
      : opened === undefined
        ? null
        : {
            label: t('tutoring:session'),
            onClose: close,
            content: (
              <SessionPanel
                key={opened.id}
                overview={overview}
                session={opened}
                words={words}
                onLog={() => onGo('log', opened.id)}
              />
            ),
          };
  return (
    <TutoringFrame
      shared={shared}
      tab="sessions"
      panel={panel}
      actions={
        <>
          {ofGroup.length > 0 && wave !== null && (
            <Button
              variant="default"
              leftSection={<IconCalendarDown size={16} aria-hidden="true" />}
              onClick={() =>
                void exportTo(
                  wave.id,
                  ofGroup.map(({ id }) => id),
                )
              }
            >
              {t('tutoring:export')}
            </Button>
          )}
          {mayMake && (
            <Button onClick={() => setMaking(reading === 'month' ? at : today)}>
              {t('tutoring:new.title')}
            </Button>
          )}
        </>
      }
    >
      {sessions.length === 0 ? (
        <Message
          kind="empty"
          {...(mayMake && {
            action: { label: t('tutoring:toGroups'), run: () => onGo('groups') },
          })}
        >
          {t(mayMake ? 'tutoring:emptySessionsLead' : 'tutoring:emptySessions')}
        </Message>
      ) : (
        <>
          {next !== undefined && reading !== 'month' && (
            <NextSession
              session={next}
              words={words}
              today={today}
              onOpen={() => {
                setReading('coming');
                onGo('sessions', next.id);
              }}
              mayLog={groups.find(({ id }) => id === next.group)?.mayLog === true}
              onLog={() => onGo('log', next.id)}
            />
          )}
          <div className={styles['tools']}>
            <Choice
              label={t('tutoring:which')}
              value={reading}
              options={readings.map((value) => ({
                value,
                label: t(`tutoring:when.${value}`),
              }))}
              onChange={setReading}
            />
            {groups.length > 1 && (
              <SelectField
                label={t('tutoring:group')}
                value={group}
                options={[
                  { value: '', label: t('tutoring:allGroups') },
                  ...groups.map(({ id, label }) => ({ value: id, label })),
                ]}
                onChange={setGroup}
              />
            )}
          </div>
          {reading === 'month' && wave !== null ? (
            <SessionMonth
              wave={wave.id}
              sessions={ofGroup}
              doubled={doubled}
              words={words}
              today={today}
              at={at}
              selected={open}
              onAt={setAt}
              onOpen={(id) => {
                setMaking(null);
                onGo('sessions', id);
              }}
              onNew={mayMake ? setMaking : undefined}
            />
          ) : shown.length === 0 ? (
            <Message kind="empty">{t(`tutoring:none.${reading}`)}</Message>
          ) : (
            <SessionTable
              sessions={shown}
              doubled={doubled}
              words={words}
              today={today}
              selected={open}
              listKey={`${reading} ${group}`}
              hasGroups={groups.length > 1 && group === ''}
              firstOfWeek={weekStarts(shown)}
              onOpen={(id) => {
                setMaking(null);
                onGo('sessions', id);
              }}
            />
          )}
        </>
      )}
    </TutoringFrame>
  );
}

/** The first session of each week in a list, with the Monday of the week. */
function weekStarts(sessions: readonly TutoringSessionView[]): ReadonlyMap<string, LocalDate> {
  const found = new Map<string, LocalDate>();
  let last = '';
  for (const { id, day } of sessions) {
    const monday = addDays(day, -((weekdayOf(day) + DAYS_IN_WEEK - 1) % DAYS_IN_WEEK));
    if (monday !== last) found.set(id, monday);
    last = monday;
  }
  return found;
}
