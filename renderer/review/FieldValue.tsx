import { IconTrash, IconTrashOff } from '@tabler/icons-react';
import { isLocalDate } from '../../shared/kernel/dates.ts';
import { stepStatuses } from '../../shared/kit/stepStatus.ts';
import { attendanceStatuses } from '../../shared/training/attendance.entity.ts';
import type { JsonValue } from '../../shared/schema/entity.ts';
import { LongDay } from '../ui/LongDay.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { wordMarks } from './wordMarks.ts';
import styles from './FieldValue.module.css';

type Values = Readonly<Record<string, JsonValue>>;

const NONE: Values = {};
/** Said with the status that they belong to. */
const OF_STATUS: readonly string[] = ['doneOn', 'arrivedAt'];

interface FieldValueProps {
  readonly field: string;
  readonly value: JsonValue;
  /** Values of the fields that belong together with this one. */
  readonly others?: Values;
  /** Another text that this one is compared with: words that it has not are marked. */
  readonly against?: JsonValue | undefined;
}

/** What a field holds, as a person says it. */
export function FieldValue({ field, value, others = NONE, against }: FieldValueProps) {
  const { t, format } = useLanguage();
  if (field === 'deleted') return <Removal removed={value === true} others={others} />;
  if (value === null || value === '') {
    return <span className={styles['empty']}>{t('review.empty')}</span>;
  }
  const status = field === 'status' ? stepStatuses.find((one) => one === value) : undefined;
  if (status !== undefined) {
    const { doneOn } = others;
    return (
      <span className={styles['status']}>
        <StateMark state={status} size={18} />
        <span>
          {t(`status.${status}`)}
          {typeof doneOn === 'string' && isLocalDate(doneOn) && (
            <span className={styles['day']}>
              {' · '}
              <LongDay date={doneOn} />
            </span>
          )}
        </span>
      </span>
    );
  }
  const mark = field === 'status' ? attendanceStatuses.find((one) => one === value) : undefined;
  if (mark !== undefined) {
    const { arrivedAt } = others;
    return (
      <span>
        {format.line([
          t(`attendance:status.${mark}`),
          mark === 'late' && typeof arrivedAt === 'string' && arrivedAt,
        ])}
      </span>
    );
  }
  // Its lines say nothing: that there is one does.
  if (field === 'signature') return <span>{t('attendance:signed')}</span>;
  if (typeof value !== 'string') return <bdi>{JSON.stringify(value)}</bdi>;
  if (isLocalDate(value)) return <LongDay date={value} />;
  return (
    <span className={styles['text']} dir="auto">
      {typeof against === 'string' && against !== ''
        ? wordMarks(value, against).map((piece, index) =>
            piece.differs ? (
              // oxlint-disable-next-line react/no-array-index-key
              <mark key={index} className={styles['differs']}>
                {piece.text}
              </mark>
            ) : (
              piece.text
            ),
          )
        : value}
    </span>
  );
}

/** One removed the row, the other changed it. */
function Removal({ removed, others }: { removed: boolean; others: Values }) {
  const { t } = useLanguage();
  const Shape = removed ? IconTrash : IconTrashOff;
  return (
    <>
      <span className={styles['status']}>
        <Shape size={18} className={styles['shape']} aria-hidden="true" />
        {t(removed ? 'review.removed' : 'review.kept')}
      </span>
      {!removed && <FieldValues values={others} />}
    </>
  );
}

/** Several fields with their names. A day that belongs to a status is said with it. */
export function FieldValues({ values }: { values: Values }) {
  const { t } = useLanguage();
  const shown = Object.entries(values).filter(
    ([field, value]) => !OF_STATUS.includes(field) || (value !== null && !('status' in values)),
  );
  return (
    <dl className={styles['fields']}>
      {shown.map(([field, value]) => (
        <div key={field}>
          <dt>{t([`review.field.${field}`, 'review.field.other'], { field })}</dt>
          <dd>
            <FieldValue field={field} value={value} others={values} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
