import { IconTrash, IconTrashOff } from '@tabler/icons-react';
import { isLocalDate } from '../../shared/kernel/dates.ts';
import { stepStatuses } from '../../shared/kit/stepStatus.ts';
import { attendanceStatuses } from '../../shared/training/attendance.entity.ts';
import type { JsonValue } from '../../shared/schema/entity.ts';
import {
  fieldKeys,
  saidOfPart,
  valueSaid,
  type Names,
  type ValueTools,
} from '../../shared/sync/conflictWords.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { LongDay } from '../ui/LongDay.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { wordMarks } from './wordMarks.ts';
import styles from './FieldValue.module.css';

type Values = Readonly<Record<string, JsonValue>>;

const NONE: Values = {};
const NO_NAMES: Names = {};
/** Said with the status that they belong to. */
const OF_STATUS: readonly string[] = ['doneOn', 'arrivedAt'];

interface FieldValueProps {
  readonly field: string;
  readonly value: JsonValue;
  /** Entity of the row, where it is not known by the field alone what the value says. */
  readonly entity?: string | undefined;
  /** What ids are called, by id. */
  readonly names?: Names | undefined;
  /** Values of the fields that belong together with this one. */
  readonly others?: Values;
  /** Another text that this one is compared with: words that it has not are marked. */
  readonly against?: JsonValue | undefined;
}

/** What a field holds, as a person says it. */
export function FieldValue(props: FieldValueProps) {
  const { field, value, entity = '', names = NO_NAMES, others = NONE, against } = props;
  const { t, format, label } = useLanguage();
  if (entity === 'waveMembership' && field === 'status') {
    return <PartDecision status={value} others={others} names={names} />;
  }
  const removes = field === 'deleted' || (entity === 'kitAction' && field === 'retired');
  if (removes) return <Removal removed={value === true} others={others} entity={entity} />;
  if (value === null || value === '') {
    return <span className={styles['empty']}>{t('review.empty')}</span>;
  }
  if (entity !== 'kitStep' && entity !== 'attendance' && entity !== '') {
    const number = (one: number): string => format.number(one);
    const day = (one: string): string => format.longDay(one);
    const say: ValueTools['t'] = (key, values) => t(key, values ?? {});
    const tools = { t: say, number, day, label };
    const said = valueSaid(tools, { entity, field, value }, names);
    if (said !== null) return <bdi>{said}</bdi>;
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

interface RemovalProps {
  readonly removed: boolean;
  readonly others: Values;
  readonly entity: string;
}

/** What somebody decided on a school's part in a wave: where it stands, from when, where it goes. */
function PartDecision({
  status,
  others,
  names,
}: {
  readonly status: JsonValue;
  readonly others: Values;
  readonly names: Names;
}) {
  const { t } = useLanguage();
  const { one } = useTerms();
  const facts = saidOfPart(others);
  return (
    <>
      <b>
        {status === null
          ? t('review.empty')
          : t(`waves:status.${String(status)}`, { switchover: one('switchover') })}
      </b>
      <dl className={styles['fields']}>
        {facts.map(({ field, value }) => (
          <div key={field}>
            <dt>{t(fieldKeys('waveMembership', field))}</dt>
            <dd>
              {field === 'switchoverDate' && value === null ? (
                t('review.dayOfWave')
              ) : (
                <FieldValue entity="waveMembership" field={field} value={value} names={names} />
              )}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** One removed the row, the other changed it. */
function Removal({ removed, others, entity }: RemovalProps) {
  const { t } = useLanguage();
  const Shape = removed ? IconTrash : IconTrashOff;
  return (
    <>
      <span className={styles['status']}>
        <Shape size={18} className={styles['shape']} aria-hidden="true" />
        {t(removed ? 'review.removed' : 'review.kept')}
      </span>
      {!removed && <FieldValues values={others} entity={entity} />}
    </>
  );
}

/** Several fields with their names. A day that belongs to a status is said with it. */
export function FieldValues({ values, entity = '' }: { values: Values; entity?: string }) {
  const { t } = useLanguage();
  const shown = Object.entries(values).filter(
    ([field, value]) => !OF_STATUS.includes(field) || (value !== null && !('status' in values)),
  );
  return (
    <dl className={styles['fields']}>
      {shown.map(([field, value]) => (
        <div key={field}>
          <dt>{t(fieldKeys(entity, field))}</dt>
          <dd>
            <FieldValue entity={entity} field={field} value={value} others={values} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
