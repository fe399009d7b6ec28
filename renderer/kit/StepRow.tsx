import {
  IconArrowsSplit2,
  IconAt,
  IconBan,
  IconCloudUp,
  IconHourglass,
  IconNote,
} from '@tabler/icons-react';
import { memo, type MouseEvent } from 'react';
import type { KitStepView, KitView } from '../../shared/kit/kit.contract.ts';
import { cx } from '../ui/cx.ts';
import { LabelText } from '../ui/LabelText.tsx';
import { Tag } from '../ui/Tag.tsx';
import { TickBox } from '../ui/TickBox.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import type { StepMark } from './KitContext.tsx';
import { rowId } from './kit.focus.ts';
import { dueOf } from './kit.select.ts';
import { assigneeName, dueWords, initialsOf, rowWords, whoWords } from './kit.words.ts';
import styles from './StepRow.module.css';

interface StepRowProps {
  readonly step: KitStepView;
  /** For actors and the day; its steps are not looked at. */
  readonly view: Pick<KitView, 'actors' | 'myActors' | 'today' | 'mayTick'>;
  readonly selected: boolean;
  readonly mark: StepMark | undefined;
  /** Whether it waits for another. */
  readonly waits: boolean;
  /** Whether something that was said of it names this person, who has not seen it. */
  readonly unread: boolean;
  /** Whether it is chosen among others; null: nobody is choosing. */
  readonly picked: boolean | null;
  /** Somebody clicks on the row with a key held down, or on its box for choosing. */
  readonly onPick: (step: string, how: 'one' | 'upTo') => void;
  readonly onSelect: (step: string) => void;
  readonly onToggle: (step: KitStepView) => void;
  /** Shows the step's panel where the window is too narrow for it to be there already. */
  readonly onOpen: (step: string) => void;
}

/** One action of the kit. Drawn again only when it changes: there are 91 of them on slow computers. */
export const StepRow = memo(function StepRow(props: StepRowProps) {
  const { step, selected, mark, waits, unread, picked, onSelect, onToggle, onOpen, onPick } = props;
  const view = props.view as KitView;
  const { t, format, language, label } = useLanguage();
  const due = dueOf(step, view.today);
  const title = label(step.title);

  function onClick(event: MouseEvent): void {
    if (event.shiftKey) onPick(step.id, 'upTo');
    else if (event.ctrlKey || event.metaKey || picked !== null) onPick(step.id, 'one');
    else onOpen(step.id);
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
      aria-selected={picked ?? selected}
      data-picked={picked === true || undefined}
      aria-label={rowWords(t, format, language, step, view, due, mark, { waits, unread })}
      tabIndex={selected ? 0 : -1}
      className={cx(
        styles['row'],
        selected && styles['selected'],
        picked !== null && styles['choosing'],
        picked === true && styles['picked'],
      )}
      onClick={onClick}
    >
      {picked !== null && (
        <div role="gridcell" className={styles['pick']}>
          <input
            type="checkbox"
            tabIndex={-1}
            checked={picked}
            aria-label={t('pick.one', { title })}
            onClick={(event) => event.stopPropagation()}
            onChange={() => onPick(step.id, 'one')}
          />
        </div>
      )}
      <TickBox
        status={step.status}
        title={title}
        mayTick={view.mayTick}
        onToggle={() => {
          onSelect(step.id);
          onToggle(step);
        }}
      />
      <div role="gridcell" className={styles['title']}>
        <span className={styles['name']}>
          <LabelText label={step.title} />
          {step.note !== null && step.status !== 'blocked' && (
            <IconNote size={15} className={styles['note']} role="img" aria-label={t('row.note')} />
          )}
          {waits && (
            <span className={styles['waits']}>
              <IconHourglass size={13} aria-hidden="true" />
              {t('row.waits')}
            </span>
          )}
        </span>
        {(mark !== undefined || unread || step.retired || step.status === 'blocked') && (
          <span className={styles['reason']}>
            {step.retired && <Tag tone="plain">{t('row.retired')}</Tag>}
            {unread && (
              <Tag tone="info" icon={<IconAt size={13} aria-hidden="true" />}>
                {t('row.unread')}
              </Tag>
            )}
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
                <Tag tone="wait">{t('status.blocked')}</Tag>{' '}
                <span className={styles['why']} dir="auto">
                  {step.note}
                </span>
              </>
            )}
          </span>
        )}
      </div>
      <div role="gridcell" className={styles['who']}>
        {step.assignee !== null && (
          <span
            className={cx(styles['initials'], step.assignee.me && styles['mine'])}
            title={assigneeName(t, step.assignee)}
            aria-hidden="true"
          >
            {initialsOf(step.assignee.name ?? '?')}
          </span>
        )}
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
