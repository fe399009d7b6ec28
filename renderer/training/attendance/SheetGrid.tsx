import type { KeyboardEvent } from 'react';
import { IconArrowsSplit2, IconCloudUp, IconSignature } from '@tabler/icons-react';
import type { Sheet, SheetRow } from '../../../shared/training/attendance.contract.ts';
import type { AttendanceStatus } from '../../../shared/training/attendance.entity.ts';
import type { Half } from '../../../shared/training/trainingValues.ts';
import { cx } from '../../ui/cx.ts';
import { Tag } from '../../ui/Tag.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { MarkButtons } from './MarkButtons.tsx';
import type { WhichHalf } from './marks.ts';
import { rowId } from './sheetFocus.ts';
import { useMarkConflicts } from './useMarkConflicts.ts';
import styles from './SheetGrid.module.css';

interface SheetGridProps {
  readonly onKeyDown: (event: KeyboardEvent<HTMLDivElement>) => void;
  readonly sheet: Sheet;
  readonly which: WhichHalf;
  readonly selected: string | null;
  /** Whose time of arrival is asked for. */
  readonly asking: string | null;
  readonly disabled: boolean;
  readonly onSelect: (enrolment: string) => void;
  readonly onOpen: (enrolment: string) => void;
  readonly onMark: (row: SheetRow, half: Half, status: AttendanceStatus | null) => void;
  readonly onTime: (row: SheetRow, half: Half, time: string | null) => Promise<boolean>;
  readonly onTimeLeft: (row: SheetRow) => void;
}

/** Everybody of a sheet with their half-days. Its keys are handled around it. */
export function SheetGrid(props: SheetGridProps) {
  const { sheet, which } = props;
  const { t } = useLanguage();
  const { rows, halves, counts } = sheet;
  const conflicts = useMarkConflicts();
  return (
    <div
      role="grid"
      aria-label={t('attendance:sheet')}
      className={styles['grid']}
      data-halves={halves.length}
      onKeyDown={props.onKeyDown}
    >
      <div role="row" className={cx(styles['row'], styles['head'])}>
        <div role="columnheader">{t('attendance:person')}</div>
        {halves.map((half) => (
          <div
            key={half}
            role="columnheader"
            className={cx(styles['half'], (which === half || which === 'all') && styles['on'])}
          >
            <span className={styles['halfName']}>{t(`attendance:half.${half}`)}</span>
            <Counts counts={counts.find((one) => one.half === half)!} />
          </div>
        ))}
        <div role="columnheader" className={styles['said']}>
          {t('attendance:signatureColumn')}
        </div>
      </div>
      {rows.map((row) => (
        <PersonRow
          key={row.enrolment}
          {...props}
          row={row}
          hasConflict={row.marks.some(({ id }) => conflicts.has(id))}
        />
      ))}
    </div>
  );
}

function Counts({ counts }: { readonly counts: Sheet['counts'][number] }) {
  const { t, format } = useLanguage();
  const { present, late, absent, excused, unmarked } = counts;
  const said: (string | false)[] = [
    t('attendance:counts.present', { count: present, replace: { count: format.number(present) } }),
    late > 0 &&
      t('attendance:counts.late', { count: late, replace: { count: format.number(late) } }),
    absent > 0 &&
      t('attendance:counts.absent', { count: absent, replace: { count: format.number(absent) } }),
    excused > 0 &&
      t('attendance:counts.excused', {
        count: excused,
        replace: { count: format.number(excused) },
      }),
    unmarked > 0 && t('attendance:counts.unmarked', { count: format.number(unmarked) }),
  ];
  return (
    <span className={styles['counts']} role="status" data-unmarked={unmarked}>
      {said.map((part) => part !== false && <span key={part}>{part}</span>)}
    </span>
  );
}

function PersonRow(
  props: SheetGridProps & { readonly row: SheetRow; readonly hasConflict: boolean },
) {
  const { sheet, row, selected, asking, disabled, hasConflict } = props;
  const { onSelect, onOpen, onMark, onTime, onTimeLeft } = props;
  const { t, format, script } = useLanguage();
  const isSelected = row.enrolment === selected;
  const several = sheet.session.groups.length > 1;
  return (
    // Its keys are handled around the grid.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="row"
      id={rowId(row.enrolment)}
      data-person={row.enrolment}
      data-status={row.status ?? 'none'}
      aria-selected={isSelected}
      aria-label={format.line([
        row.name,
        row.schoolName,
        row.status === null ? t('attendance:unmarked') : t(`attendance:status.${row.status}`),
      ])}
      tabIndex={isSelected ? 0 : -1}
      className={cx(styles['row'], styles['person'], isSelected && styles['selected'])}
      onFocus={() => onSelect(row.enrolment)}
    >
      <div role="gridcell" className={styles['cell']}>
        <button
          type="button"
          tabIndex={-1}
          className={styles['who']}
          onClick={() => onOpen(row.enrolment)}
        >
          <span className={styles['name']}>
            <bdi>{script(row.name)}</bdi>
          </span>
          <span className={styles['school']}>
            {format.line([row.schoolName, several || !row.expected ? row.group?.label : null])}
          </span>
          {(row.walkIn || row.doubled.length > 0 || hasConflict) && (
            <span className={styles['tags']}>
              {hasConflict && (
                <Tag tone="info" icon={<IconArrowsSplit2 size={13} aria-hidden="true" />}>
                  {t('conflict.mark')}
                </Tag>
              )}
              {row.walkIn && (
                <Tag tone="plain">
                  {row.replaces === null
                    ? t('attendance:walkIn')
                    : t('attendance:replaces', { name: row.replaces })}
                </Tag>
              )}
              {row.doubled.length > 0 && <Tag tone="wait">{t('attendance:doubled.mark')}</Tag>}
            </span>
          )}
        </button>
      </div>
      {sheet.halves.map((half) => (
        <div key={half} role="gridcell">
          <MarkButtons
            name={row.name}
            half={half}
            mark={row.marks.find((mark) => mark.half === half)}
            disabled={disabled}
            asking={asking === row.enrolment}
            onMark={(status) => onMark(row, half, status)}
            onTime={(time) => onTime(row, half, time)}
            onLeave={() => onTimeLeft(row)}
          />
        </div>
      ))}
      <div role="gridcell" className={styles['said']}>
        {row.marks.some(({ signed }) => signed) && (
          <IconSignature size={18} role="img" aria-label={t('attendance:signed')} />
        )}
        {row.pending && (
          <IconCloudUp
            size={16}
            className={styles['pending']}
            role="img"
            aria-label={t('attendance:waiting')}
          />
        )}
      </div>
    </div>
  );
}
