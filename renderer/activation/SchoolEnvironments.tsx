import { useState } from 'react';
import { useCall } from '../bridge/useCall.ts';
import { Message } from '../ui/Message.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { EnvironmentForm } from './EnvironmentForm.tsx';
import { ProgrammeChoice } from './ProgrammeChoice.tsx';
import { WeekCalendar } from './WeekCalendar.tsx';
import styles from './Activation.module.css';

/** The environments of the product as one school has them. */
export function SchoolEnvironments({ establishment }: { readonly establishment: string }) {
  const { t, label, format } = useLanguage();
  const [chosen, setChosen] = useState<string>();
  const { value } = useCall('environments.read', { establishment, programme: chosen }, [
    'environmentWindow',
    'programme',
    'wave',
  ]);
  if (value === null) return null;
  const { programme } = value;
  if (programme === null || value.environments.length === 0) {
    return <Message kind="empty">{t('activation:empty.environments')}</Message>;
  }
  const weekly = value.environments.filter(({ byWeeks }) => byWeeks);
  return (
    <div className={styles['part']}>
      <ProgrammeChoice programmes={value.programmes} value={programme} onChange={setChosen} />
      {weekly.length > 0 && (
        <WeekCalendar
          title={t('activation:weeksTitle', {
            name: format.list(weekly.map((one) => label(one.label))),
          })}
          today={value.today}
          windows={value.windows}
        />
      )}
      {value.environments.map(({ id }) => (
        <section key={id} className={styles['card']}>
          <EnvironmentForm
            establishment={establishment}
            programme={programme.id}
            environment={id}
          />
        </section>
      ))}
    </div>
  );
}
