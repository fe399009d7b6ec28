import { IconArrowsSplit2 } from '@tabler/icons-react';
import { useTerms } from '../../bridge/useTerms.ts';
import { memo, type KeyboardEvent } from 'react';
import type { ConflictView } from '../../../shared/sync/sync.contract.ts';
import type { LogSchool } from '../../../shared/tutoring/log.contract.ts';
import { presenceStatuses } from '../../../shared/tutoring/tutoringSession.entity.ts';
import { cx } from '../../ui/cx.ts';
import { Keys } from '../../ui/Keys.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { presenceKeys, presenceOfKey, presenceShapes, type Presence } from './logKeys.ts';
import { MarkConflict } from './MarkConflict.tsx';
import { schoolRowId } from './schoolRowId.ts';
import { usePresenceWord } from './usePresenceWord.ts';
import styles from './Schools.module.css';

interface SchoolListProps {
  readonly schools: readonly LogSchool[];
  readonly selected: string | null;
  readonly disabled: boolean;
  /** What two people noted apart, by the row of the mark. */
  readonly conflicts: ReadonlyMap<string, ConflictView>;
  readonly onSelect: (school: string) => void;
  readonly onMark: (school: string, status: Presence | null) => void;
  readonly onRest: () => void;
  /** Something is to be written about a school. */
  readonly onWrite: (school: LogSchool) => void;
}

/** Schools of a session in two columns, marked with one key each. */
export const SchoolList = memo(function SchoolList(props: SchoolListProps) {
  const { schools, selected, disabled, conflicts, onSelect, onMark, onRest, onWrite } = props;
  const { t, named } = useLanguage();
  const { Many } = useTerms();
  const at = Math.max(
    0,
    schools.findIndex(({ id }) => id === selected),
  );
  const current = schools[at];
  const twice = current === undefined ? undefined : conflicts.get(current.presence);
  const half = Math.ceil(schools.length / 2);
  const hasUnmarked = schools.some(({ status }) => status === null);

  function go(index: number): void {
    const school = schools[Math.max(0, Math.min(index, schools.length - 1))];
    if (school === undefined) return;
    onSelect(school.id);
    document.getElementById(schoolRowId(school.id))?.focus();
  }

  function say(status: Presence | null): void {
    if (current === undefined || disabled) return;
    onMark(current.id, status);
    if (status !== null) go(at + 1);
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey || current === undefined) return;
    const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1;
    const aside = { ArrowRight: forward, ArrowLeft: -forward }[event.key];
    const along = { ArrowDown: 1, ArrowUp: -1, Home: -at, End: schools.length }[event.key];
    const status = presenceOfKey(event);
    if (along !== undefined) go(at + along);
    else if (aside !== undefined) {
      const there = at + aside * half;
      if (there >= 0 && there < schools.length) go(there);
    } else if (event.key === 'Enter') onWrite(current);
    else if (event.key === 'Delete' || event.key === 'Backspace') say(null);
    else if (event.shiftKey && status === 'present' && !disabled) onRest();
    else if (status !== null && !event.shiftKey) say(status);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <section className={styles['schools']} aria-label={Many('establishment')}>
      {!disabled && (
        <div
          className={styles['marks']}
          role="group"
          aria-label={current === undefined ? '' : named(current)}
        >
          {presenceStatuses.map((status) => (
            <MarkButton key={status} status={status} onMark={() => say(status)} />
          ))}
          <button
            type="button"
            tabIndex={-1}
            className={styles['mark']}
            disabled={!hasUnmarked}
            onPointerDown={(event) => event.preventDefault()}
            onClick={onRest}
          >
            <Keys keys="⇧+P" /> {t('tutoringLog:presentShort')}
          </button>
        </div>
      )}
      <div
        role="grid"
        aria-label={Many('establishment')}
        className={styles['grid']}
        style={{ gridTemplateRows: `repeat(${half}, auto)` }}
        onKeyDown={onKeyDown}
      >
        {schools.map((school) => (
          <SchoolRow
            key={school.id}
            school={school}
            isSelected={school === current}
            conflict={conflicts.get(school.presence)}
            onSelect={onSelect}
          />
        ))}
      </div>
      {current !== undefined && twice !== undefined && (
        <MarkConflict key={twice.id} school={current} conflict={twice} />
      )}
    </section>
  );
});

function MarkButton({
  status,
  onMark,
}: {
  readonly status: Presence;
  readonly onMark: () => void;
}) {
  const { t } = useLanguage();
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles['mark']}
      // The keyboard stays with the school.
      onPointerDown={(event) => event.preventDefault()}
      onClick={onMark}
    >
      <Keys keys={presenceKeys[status]} /> {t(`tutoringLog:presence.${status}`)}
    </button>
  );
}

interface SchoolRowProps {
  readonly school: LogSchool;
  readonly isSelected: boolean;
  readonly conflict: ConflictView | undefined;
  readonly onSelect: (school: string) => void;
}

const SchoolRow = memo(function SchoolRow(props: SchoolRowProps) {
  const { school, isSelected, conflict, onSelect } = props;
  const { status, town } = school;
  const { t, format, script, named, placed } = useLanguage();
  const Shape = status === null ? null : presenceShapes[status];
  const word = usePresenceWord();
  const said = word(status);
  const both =
    conflict === undefined
      ? null
      : [...new Set(conflict.versions.map(({ value }) => word(value)))].join(' / ');
  return (
    <div
      role="row"
      id={schoolRowId(school.id)}
      data-school={school.id}
      data-status={status ?? 'none'}
      aria-selected={isSelected}
      aria-label={format.line([
        placed(school),
        said,
        both !== null && `${t('tutoringLog:conflict')} ${both}`,
      ])}
      title={placed(school)}
      tabIndex={isSelected ? 0 : -1}
      className={cx(styles['row'], isSelected && styles['selected'])}
      onFocus={() => onSelect(school.id)}
    >
      <div role="gridcell" className={cx(styles['shape'], styles[status ?? 'none'])}>
        {Shape !== null && <Shape size={15} stroke={2.5} aria-hidden="true" />}
      </div>
      <div role="gridcell" className={styles['name']}>
        <bdi className={styles['town']}>{town === null ? named(school) : script(town)}</bdi>
        {town !== null && <bdi className={styles['full']}>{named(school)}</bdi>}
      </div>
      <div role="gridcell" className={cx(styles['said'], styles[status ?? 'none'])}>
        {both !== null && (
          <IconArrowsSplit2 size={14} role="img" aria-label={t('tutoringLog:conflict')} />
        )}
        {both ?? (status !== null && status !== 'present' && said)}
      </div>
    </div>
  );
});
