import { useState } from 'react';
import { failureWords } from '../../bridge/failureWords.ts';
import { useCall } from '../../bridge/useCall.ts';
import { useTerms } from '../../bridge/useTerms.ts';
import { Choice } from '../../ui/Choice.tsx';
import { Message } from '../../ui/Message.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { TutoringFrame } from '../TutoringFrame.tsx';
import type { TutoringTabProps } from '../tutoringTabs.ts';
import { FOLLOW_READ } from '../useTutoring.ts';
import { FollowedPanel } from './FollowedPanel.tsx';
import { SchoolsReading } from './SchoolsReading.tsx';
import { StatementReading } from './StatementReading.tsx';
import { TutorsReading } from './TutorsReading.tsx';
import styles from './Follow.module.css';

const readings = ['schools', 'tutors', 'statement'] as const;

/** Who follows which school and how it goes, what each tutor carries, and what they have done. */
export function FollowTab(shared: TutoringTabProps) {
  const { overview, open, onGo, hrefOf } = shared;
  const { wave } = overview;
  const { t, format } = useLanguage();
  const { One, Many, counted } = useTerms();
  const [reading, setReading] = useState<(typeof readings)[number]>('schools');
  const { value, failure, reload } = useCall(
    'tutoring.follow',
    wave === null ? null : { wave: wave.id },
    FOLLOW_READ,
  );
  const opened = value?.schools.find(({ id }) => id === open);
  const line =
    value === null
      ? undefined
      : format.line([
          counted('establishment', value.schools.length),
          value.unfollowed === 0
            ? t('tutoring:allFollowed')
            : t('tutoring:unfollowed', { n: format.number(value.unfollowed) }),
        ]);
  return (
    <TutoringFrame
      shared={shared}
      tab="follow"
      {...(line !== undefined && { line })}
      panel={
        opened === undefined || reading !== 'schools'
          ? null
          : {
              label: One('establishment'),
              onClose: () => onGo('follow'),
              content: (
                <FollowedPanel
                  key={opened.id}
                  overview={overview}
                  school={opened}
                  hrefOf={hrefOf}
                />
              ),
            }
      }
    >
      <div className={styles['tools']}>
        <Choice
          label={t('tutoring:follow.reading')}
          value={reading}
          options={readings.map((one) => ({
            value: one,
            label: one === 'schools' ? Many('establishment') : t(`tutoring:follow.${one}`),
          }))}
          onChange={setReading}
        />
      </div>
      {failure !== null && (
        <Message kind="error" action={{ label: t('retry'), run: () => void reload() }}>
          {failureWords(t, failure)}
        </Message>
      )}
      {value !== null && reading === 'schools' && (
        <SchoolsReading
          schools={value.schools}
          groups={overview.groups}
          today={value.today}
          selected={open}
          onOpen={(id) => onGo('follow', id)}
        />
      )}
      {value !== null && reading === 'tutors' && <TutorsReading tutors={value.tutors} />}
      {value !== null && reading === 'statement' && wave !== null && (
        <StatementReading wave={wave.id} today={value.today} />
      )}
    </TutoringFrame>
  );
}
