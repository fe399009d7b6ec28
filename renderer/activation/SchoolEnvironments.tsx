import { useCall } from '../bridge/useCall.ts';
import { Message } from '../ui/Message.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { EnvironmentForm } from './EnvironmentForm.tsx';
import { WeekCalendar } from './WeekCalendar.tsx';
import styles from './Activation.module.css';

/** The environments of the product as one school has them. */
export function SchoolEnvironments({ establishment }: { readonly establishment: string }) {
  const { t, label } = useLanguage();
  const { value } = useCall('environments.read', { establishment }, [
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
      {weekly.length > 0 && (
        <WeekCalendar
          title={t('activation:weeksTitle', {
            name: weekly.map((one) => label(one.label)).join(', '),
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
