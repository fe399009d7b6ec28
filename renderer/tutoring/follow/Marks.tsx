import {
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleMinus,
  IconCircleXFilled,
  IconClock,
} from '@tabler/icons-react';
import type { FollowedSchool } from '../../../shared/tutoring/groups.contract.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from './Follow.module.css';

type Mark = FollowedSchool['marks'][number];

const shapes = {
  present: IconCircleCheckFilled,
  late: IconClock,
  excused: IconCircleMinus,
  absent: IconCircleXFilled,
  none: IconCircleDashed,
};

/** Whether a school was there in the last sessions: a shape each, said in words. */
export function Marks({
  marks,
  today,
}: {
  readonly marks: readonly Mark[];
  readonly today: string;
}) {
  const { t, format } = useLanguage();
  if (marks.length === 0) return <span className={styles['quiet']}>–</span>;
  const said = format.list(
    marks.map(({ day, status }) =>
      t('tutoring:mark', {
        day: format.day(day, today),
        status: t(`tutoring:presence.${status ?? 'none'}`),
      }),
    ),
  );
  return (
    <span role="img" aria-label={said} title={said} className={styles['marks']}>
      {marks.map(({ session, status }) => (
        <MarkShape key={session} status={status} />
      ))}
    </span>
  );
}

/** The shape of a presence; the word beside it says the same. */
export function MarkShape({ status }: Pick<Mark, 'status'>) {
  const Shape = shapes[status ?? 'none'];
  return <Shape size={16} className={styles[status ?? 'none']} aria-hidden="true" />;
}
