import {
  IconArrowsSplit2,
  IconBan,
  IconCheck,
  IconCloudUp,
  IconExclamationMark,
  IconMinus,
  IconNote,
} from '@tabler/icons-react';
import { memo, type MouseEvent } from 'react';
import type { KitStepView, KitView } from '../../shared/kit/kit.contract.ts';
import { cx } from '../ui/cx.ts';
import { LabelText } from '../ui/LabelText.tsx';
import { Tag } from '../ui/Tag.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import type { StepMark } from './KitContext.tsx';
import { rowId } from './kit.focus.ts';
import { dueOf } from './kit.select.ts';
import { dueWords, rowWords, whoWords } from './kit.words.ts';
import styles from './StepRow.module.css';

interface StepRowProps {
  readonly step: KitStepView;
  /** For actors and the day; its steps are not looked at. */
  readonly view: Pick<KitView, 'actors' | 'myActors' | 'today' | 'mayTick'>;
  readonly selected: boolean;
  readonly mark: StepMark | undefined;
  readonly onSelect: (step: string) => void;
  readonly onToggle: (step: KitStepView) => void;
  /** Shows the step's panel where the window is too narrow for it to be there already. */
  readonly onOpen: (step: string) => void;
}

const MARKS = {
  todo: null,
  done: IconCheck,
  blocked: IconExclamationMark,
  notApplicable: IconMinus,
};

/** One action of the kit. Drawn again only when it changes: there are 91 of them on slow computers. */
export const StepRow = memo(function StepRow(props: StepRowProps) {
  const { step, selected, mark, onSelect, onToggle, onOpen } = props;
  const view = props.view as KitView;
  const { t, format, language, label } = useLanguage();
  const due = dueOf(step, view.today);
  const Mark = MARKS[step.status];
  const title = label(step.title);

  function toggle(event: MouseEvent): void {
    event.stopPropagation();
    onSelect(step.id);
    onToggle(step);
  }

  return (
    // Its keys are handled by the grid it is in.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="row"
      id={rowId(step.id)}
      data-step={step.id}
      data-status={step.status}
      data-mark={mark}
      aria-selected={selected}
      aria-label={rowWords(t, format, language, step, view, due, mark)}
      tabIndex={selected ? 0 : -1}
      className={cx(styles['row'], selected && styles['selected'])}
      onClick={() => onOpen(step.id)}
    >
      {/* The keyboard stays on the row: the box is for the mouse, space does the same. */}
      <div
        role="gridcell"
        className={styles['tick']}
        onMouseDown={(event) => event.preventDefault()}
      >
        <button
          type="button"
          role="checkbox"
          tabIndex={-1}
          aria-checked={step.status === 'done'}
          aria-label={title}
          aria-disabled={!view.mayTick}
          className={cx(styles['box'], styles[step.status])}
          onClick={toggle}
        >
          {Mark !== null && <Mark size={18} stroke={2.6} aria-hidden="true" />}
        </button>
      </div>
      <div role="gridcell" className={styles['title']}>
        <span className={styles['name']}>
          <LabelText label={step.title} />
          {step.note !== null && step.status !== 'blocked' && (
            <IconNote size={15} className={styles['note']} role="img" aria-label={t('row.note')} />
          )}
        </span>
        {(mark !== undefined || step.status === 'blocked') && (
          <span className={styles['reason']}>
            {mark !== undefined && mark !== 'refused' && (
              <Tag tone="info" icon={<IconArrowsSplit2 size={13} aria-hidden="true" />}>
                {t('conflict.mark')}
              </Tag>
            )}
            {mark !== undefined && mark !== 'conflict' && (
              <Tag tone="late" icon={<IconBan size={13} aria-hidden="true" />}>
                {t('refused.mark')}
              </Tag>
            )}
            {step.status === 'blocked' && (
              <>
                <Tag tone="wait">{t('status.blocked')}</Tag>
                <span className={styles['why']} dir="auto">
                  {step.note}
                </span>
              </>
            )}
          </span>
        )}
      </div>
      <div role="gridcell" className={styles['who']}>
        <bdi>{whoWords(step, view, language)}</bdi>
      </div>
      <div role="gridcell" className={cx(styles['due'], styles[due.kind])}>
        {step.pending && (
          <IconCloudUp
            size={15}
            className={styles['pending']}
            role="img"
            aria-label={t('row.pending')}
          />
        )}
        {dueWords(t, format, due, view.today)}
      </div>
    </div>
  );
});
