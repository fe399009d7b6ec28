import { Button, Checkbox, Progress } from '@mantine/core';
import { useRef, useState } from 'react';
import { useCall } from '../../bridge/useCall.ts';
import { useTerms } from '../../bridge/useTerms.ts';
import { useDo } from '../../bridge/useDo.ts';
import { SelectField } from '../../ui/fields.tsx';
import { Message } from '../../ui/Message.tsx';
import { useNotices } from '../../ui/notices.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import '../../ui/theme/formMantine.css';
import { TrainingFrame } from '../TrainingFrame.tsx';
import type { TrainingTabProps } from '../trainingTabs.ts';
import { PlanResult } from './PlanResult.tsx';
import { leftWords } from './leftWords.ts';
import { usePlan } from './usePlan.ts';
import styles from './Plan.module.css';

const CHOICES = [5, 10, 30, 60] as const;
const DEFAULT_SECONDS = 10;
/** Entities that say who might be enrolled. */
const PEOPLE = ['grant', 'trainingEnrolment', 'trainingTrack', 'waveMembership'] as const;

/** Lets the planner propose groups and a timetable, says what it could not keep, and writes it. */
export function PlanTab(shared: TrainingTabProps) {
  const { overview } = shared;
  const wave = overview.wave?.id ?? '';
  const tools = useLanguage();
  const { t, format } = tools;
  const notices = useNotices();
  const starter = useRef<HTMLButtonElement>(null);
  const { many } = useTerms();
  const { run, busy } = useDo();
  const [seconds, setSeconds] = useState(DEFAULT_SECONDS);
  const [fresh, setFresh] = useState(false);
  const { progress, plan, start, stop, forget } = usePlan(wave);
  const { value } = useCall(
    'planning.candidates',
    overview.mayPlan && wave !== '' ? { wave } : null,
    PEOPLE,
  );
  const candidates = value?.candidates ?? [];
  const running = progress !== null && !progress.done;
  const percent = Math.round((progress?.progress ?? 0) * 100);

  async function apply(): Promise<void> {
    if (progress === null) return;
    const { job } = progress;
    const applied = await run('planning.apply', { job }, ({ groups, sessions, people, left }) => {
      const said = t('planning:applied', {
        groups: format.number(groups),
        sessions: format.number(sessions),
        people: format.number(people),
      });
      const alone = leftWords(left, tools);
      if (alone.length === 0) return said;
      notices.say({ tone: 'lasting', text: [`${said}.`, ...alone].join('\n') });
      return null;
    });
    if (applied === null) return;
    forget();
    // The button that wrote the plan is gone with it.
    starter.current?.focus();
  }
  function enrol(): void {
    void run(
      'planning.enrol',
      { wave, people: candidates.map(({ person, track }) => ({ person, track })) },
      ({ enrolled }) => t('planning:enrolled', { count: enrolled }),
    );
  }

  if (!overview.mayPlan) {
    return (
      <TrainingFrame shared={shared} tab="plan">
        <Message kind="empty">{t('planning:mayNot')}</Message>
      </TrainingFrame>
    );
  }
  return (
    <TrainingFrame shared={shared} tab="plan">
      <section className={styles['head']}>
        <p className={styles['intro']}>{t('planning:intro')}</p>
        {candidates.length > 0 && (
          <p className={styles['candidates']}>
            {t('planning:candidates', {
              count: candidates.length,
              replace: {
                schools: many('establishment'),
                count: format.number(candidates.length),
              },
            })}
            <Button variant="default" size="xs" disabled={busy} onClick={enrol}>
              {t('planning:enrol')}
            </Button>
          </p>
        )}
        <div className={styles['controls']}>
          <SelectField
            label={t('planning:seconds')}
            value={String(seconds)}
            disabled={running}
            options={CHOICES.map((one) => ({
              value: String(one),
              label: t('planning:secondsOf', {
                count: one,
                replace: { count: format.number(one) },
              }),
            }))}
            onChange={(one) => setSeconds(Number(one))}
          />
          <Checkbox
            label={t('planning:fresh')}
            checked={fresh}
            disabled={running}
            onChange={(event) => setFresh(event.currentTarget.checked)}
          />
          {running ? (
            <Button variant="default" onClick={stop}>
              {t('planning:stop')}
            </Button>
          ) : (
            <Button
              ref={starter}
              variant={plan === null ? 'filled' : 'default'}
              onClick={() => start(seconds, fresh)}
            >
              {t(plan === null ? 'planning:start' : 'planning:again')}
            </Button>
          )}
          {plan !== null && plan.sessions.length + plan.removed.length + plan.groups.length > 0 && (
            <Button disabled={busy} onClick={() => void apply()}>
              {t('planning:apply')}
            </Button>
          )}
        </div>
        {running && (
          <div className={styles['progress']}>
            <Progress
              value={percent}
              aria-label={t('planning:title')}
              className={styles['track']}
            />
            <span role="status">
              {t('planning:searching', { percent: format.number(percent) })}
            </span>
          </div>
        )}
      </section>
      {plan === null ? (
        !running && <Message kind="empty">{t('planning:nothing')}</Message>
      ) : (
        <PlanResult plan={plan} overview={overview} ms={progress?.ms ?? 0} />
      )}
    </TrainingFrame>
  );
}
