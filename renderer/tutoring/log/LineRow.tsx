import { IconCloudUp } from '@tabler/icons-react';
import { memo } from 'react';
import type { LogLine, LogSchool } from '../../../shared/tutoring/log.contract.ts';
import { cx } from '../../ui/cx.ts';
import { Tag, type Tone } from '../../ui/Tag.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from './Lines.module.css';
import { kindShapes } from './logKeys.ts';

const TONES: Readonly<Record<NonNullable<LogLine['state']>, Tone>> = {
  open: 'late',
  answered: 'wait',
  solved: 'done',
};

interface LineRowProps {
  readonly line: LogLine;
  readonly school: LogSchool | undefined;
  /** What an answer answers; null: nothing that is here. */
  readonly about: string | null;
  /** Who said the same before; null: nobody. */
  readonly twinOf: string | null;
  readonly today: string;
  readonly isSelected: boolean;
  readonly isAnswering: boolean;
  readonly onSelect: (line: string) => void;
  readonly onEdit: (line: string) => void;
}

/** Id of a line's row in the document. */
export function lineRowId(line: string): string {
  return `log-line-${line}`;
}

/** A line of the log. Its keys are handled around the list. */
export const LineRow = memo(function LineRow(props: LineRowProps) {
  const { line, school, about, twinOf, today, isSelected, isAnswering, onSelect, onEdit } = props;
  const { kind, text, theme, state, blocker, who, by, doneOn } = line;
  const { t, format, script, named } = useLanguage();
  const Shape = kindShapes[kind];
  const place = placeOf();
  const stateWord =
    state !== null
      ? t(`tutoringLog:state.${state}`)
      : kind === 'followUp'
        ? t(doneOn === null ? 'tutoringLog:toDo' : 'tutoringLog:done')
        : null;
  function placeOf(): string | null {
    if (school === undefined) return line.establishment;
    return school.town === null ? named(school) : script(school.town);
  }
  return (
    <div
      role="row"
      id={lineRowId(line.id)}
      data-line={line.id}
      data-kind={kind}
      data-state={state ?? undefined}
      aria-selected={isSelected}
      aria-label={format.line([t(`tutoringLog:kind.${kind}`), place, text, stateWord])}
      tabIndex={isSelected ? 0 : -1}
      className={cx(
        styles['row'],
        isSelected && styles['selected'],
        isAnswering && styles['answering'],
      )}
      onFocus={() => onSelect(line.id)}
      onDoubleClick={() => onEdit(line.id)}
    >
      <div role="gridcell" className={styles['at']}>
        {line.at !== null && format.time(line.at)}
      </div>
      <div
        role="gridcell"
        className={cx(styles['kind'], styles[kind])}
        title={t(`tutoringLog:kind.${kind}`)}
      >
        <Shape size={16} aria-hidden="true" />
        <span className={styles['unseen']}>{t(`tutoringLog:kind.${kind}`)}</span>
      </div>
      <div role="gridcell" className={styles['text']}>
        {about !== null && <span className={styles['about']}>↳ {about}</span>}
        {place !== null && (
          <bdi className={styles['school']} title={school && named(school)}>
            {place}
          </bdi>
        )}{' '}
        <bdi>{text}</bdi>
        {who !== null && (
          <span className={styles['more']}>
            <bdi>{who}</bdi>
          </span>
        )}
        {by !== null && (
          <span className={styles['more']}>
            {t('tutoringLog:by', { day: format.day(by, today) })}
          </span>
        )}
        {!line.mine && line.author !== null && (
          <span className={styles['more']}>{t('tutoringLog:from', { name: line.author })}</span>
        )}
      </div>
      <div role="gridcell" className={styles['tags']}>
        {twinOf !== null && <Tag tone="wait">{t('tutoringLog:twin', { name: twinOf })}</Tag>}
        {theme !== null && <Tag tone="plain">{theme}</Tag>}
        {blocker !== null && (
          <span title={blocker.title}>
            <Tag tone="info">{t('tutoringLog:linked')}</Tag>
          </span>
        )}
        {state !== null && <Tag tone={TONES[state]}>{stateWord}</Tag>}
        {kind === 'followUp' && <Tag tone={doneOn === null ? 'wait' : 'done'}>{stateWord}</Tag>}
        {line.pending && (
          <IconCloudUp
            size={14}
            className={styles['pending']}
            role="img"
            aria-label={t('tutoringLog:waiting')}
          />
        )}
      </div>
    </div>
  );
});
