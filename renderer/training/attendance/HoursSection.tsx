import { Button } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { DAY_HOURS } from '../../../shared/training/attendance.contract.ts';
import type { TrainingOverview } from '../../../shared/training/training.contract.ts';
import { useCall } from '../../bridge/useCall.ts';
import { useDo } from '../../bridge/useDo.ts';
import { CommitField, DateField } from '../../ui/fields.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from './Panels.module.css';

interface HoursSectionProps {
  readonly overview: TrainingOverview;
  readonly enrolment: string;
}

/** Entities whose rows somebody's hours are made of. */
const READ = ['attendance', 'studyTime', 'groupMember', 'trainingSession', 'trainingEnrolment'];

/** What somebody has followed so far, and hours at a distance to write down. */
export function HoursSection({ overview, enrolment }: HoursSectionProps) {
  const { t, format } = useLanguage();
  const { value } = useCall('attendance.person', { enrolment }, READ);
  const { run } = useDo();
  const [open, setOpen] = useState(false);
  if (value === null) return null;
  const { inPerson, distance, mayStudy, track } = value;
  const share = ({ hours, target }: { hours: number; target: number }) =>
    t('attendance:hours.of', { hours: format.number(hours), target: format.number(target) });
  return (
    <section className={styles['section']} aria-label={t('attendance:hours.title')}>
      <h3 className={styles['sub']}>{t('attendance:hours.title')}</h3>
      <dl className={styles['facts']}>
        <dt>{t('attendance:hours.inPerson')}</dt>
        <dd>{share(inPerson)}</dd>
        <dt>{t('attendance:hours.distance')}</dt>
        <dd>{share(distance)}</dd>
      </dl>
      {distance.entries.length > 0 && (
        <ul className={styles['entries']}>
          {distance.entries.map((entry) => (
            <li key={entry.id}>
              <span>
                {format.line([
                  entry.on !== null && format.day(entry.on, overview.today),
                  t('attendance:hours.count', { hours: format.number(entry.hours) }),
                  entry.course,
                ])}
              </span>
              {mayStudy && (
                <button
                  type="button"
                  className={styles['remove']}
                  aria-label={t('attendance:hours.remove')}
                  onClick={() =>
                    void run('attendance.removeHours', { enrolment, id: entry.id }, () =>
                      t('attendance:hours.removed'),
                    )
                  }
                >
                  <IconTrash size={15} aria-hidden="true" />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayStudy &&
        (open ? (
          <HoursForm
            today={overview.today}
            courses={track?.courses ?? []}
            onClose={() => setOpen(false)}
            onSave={async (entry) => {
              const saved = await run('attendance.hours', { enrolment, ...entry }, () =>
                t('attendance:hours.added'),
              );
              if (saved !== null) setOpen(false);
            }}
          />
        ) : (
          <Button
            variant="subtle"
            size="xs"
            className={styles['start']}
            leftSection={<IconPlus size={15} aria-hidden="true" />}
            onClick={() => setOpen(true)}
          >
            {t('attendance:hours.add')}
          </Button>
        ))}
    </section>
  );
}

interface HoursFormProps {
  readonly today: LocalDate;
  readonly courses: readonly string[];
  readonly onClose: () => void;
  readonly onSave: (entry: { on: LocalDate; hours: number; course?: string }) => Promise<void>;
}

function HoursForm({ today, courses, onClose, onSave }: HoursFormProps) {
  const { t } = useLanguage();
  const [on, setOn] = useState<LocalDate>(today);
  const [hours, setHours] = useState<number | null>(null);
  const [course, setCourse] = useState<string | null>(courses[0] ?? null);
  return (
    <>
      <CommitField
        label={t('attendance:hours.hours')}
        type="number"
        min={0.25}
        max={DAY_HOURS}
        step={0.25}
        value={hours === null ? null : String(hours)}
        onCommit={(text) => setHours(text === null ? null : Number(text))}
      />
      <DateField
        label={t('attendance:hours.on')}
        value={on}
        today={today}
        max={today}
        required
        onCommit={(day) => day !== null && setOn(day)}
      />
      <CommitField
        label={t('attendance:hours.course')}
        value={course}
        maxLength={200}
        onCommit={setCourse}
      />
      <div className={styles['buttons']}>
        <Button size="xs" variant="subtle" onClick={onClose}>
          {t('attendance:cancel')}
        </Button>
        <Button
          size="xs"
          onClick={() => {
            if (hours === null || !(hours > 0)) return;
            void onSave({ on, hours, ...(course === null ? {} : { course }) });
          }}
        >
          {t('attendance:hours.save')}
        </Button>
      </div>
    </>
  );
}
