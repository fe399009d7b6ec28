import { IconArrowLeft, IconCloudUp } from '@tabler/icons-react';
import { lazy, Suspense, type KeyboardEvent } from 'react';
import type { StepGraph } from '../../shared/kit/dependencies.ts';
import type { KitStepView, KitView } from '../../shared/kit/kit.contract.ts';
import { statusesWithReason, stepStatuses, type StepStatus } from '../../shared/kit/stepStatus.ts';
import { Choice } from '../ui/Choice.tsx';
import { cx } from '../ui/cx.ts';
import { LabelText } from '../ui/LabelText.tsx';
import { Keys } from '../ui/Keys.tsx';
import { directionIn } from '../ui/localised.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { useKit, useKitState } from './KitContext.tsx';
import { leavePanel, PANEL_ID } from './kit.focus.ts';
import { LastChange } from './LastChange.tsx';
import { NoteField } from './NoteField.tsx';
import { StepDetails } from './StepDetails.tsx';
import { StepWarnings } from './StepWarnings.tsx';
import { useTick } from './useTick.ts';
import styles from './StepPanel.module.css';

// Who has it, what is said of it and what happened to it: not what the first paint waits for.
const StepMore = lazy(async () => ({ default: (await import('./StepMore.tsx')).StepMore }));

interface StepPanelProps {
  readonly view: KitView;
  readonly step: KitStepView;
  readonly graph: StepGraph;
}

/** The panel beside the list: everything about the selected step, and the ways to change it. */
export function StepPanel({ view, step, graph }: StepPanelProps) {
  const { t, label, language } = useLanguage();
  const { kit, undo, marks, Review, MoreTexts, panelParts = [] } = useKit();
  const tick = useTick();
  const open = useKitState((state) => state.panelOpen);
  const asking = useKitState((state) => state.asking);

  function choose(status: StepStatus): void {
    if (statusesWithReason.includes(status) && status !== step.status) {
      kit.ask(status);
      return;
    }
    kit.ask(null);
    if (status !== step.status) void tick(step, status);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (asking === null) leavePanel(kit);
    else kit.ask(null);
  }

  return (
    <aside
      id={PANEL_ID}
      aria-labelledby="kit-panel-title"
      tabIndex={-1}
      className={cx(styles['panel'], open && styles['open'])}
      onKeyDown={onKeyDown}
    >
      <button type="button" className={styles['back']} onClick={() => leavePanel(kit)}>
        <IconArrowLeft size={16} className="mirrored" aria-hidden="true" />
        {t('panel.back')}
      </button>
      <h2 id="kit-panel-title" className={styles['title']} dir={directionIn(step.title, language)}>
        <LabelText label={step.title} />
      </h2>
      {step.description !== null && (
        <p className={styles['lead']} dir={directionIn(step.description, language)}>
          <LabelText label={step.description} />
        </p>
      )}
      {step.pending && (
        <p className={styles['pending']}>
          <IconCloudUp size={16} aria-hidden="true" />
          {t('panel.pending')}
        </p>
      )}
      {marks.has(step.id) && (
        <Suspense>
          <Review key={step.id} step={step} title={label(step.title)} />
        </Suspense>
      )}
      <section className={styles['status']}>
        <Choice
          label={t('panel.status')}
          value={asking ?? step.status}
          disabled={!view.mayTick}
          options={stepStatuses.map((status) => ({ value: status, label: t(`status.${status}`) }))}
          onChange={choose}
        />
        {!view.mayTick && <p className={styles['hint']}>{t('tick.readOnly')}</p>}
        <StepWarnings view={view} step={step} graph={graph} />
      </section>
      <NoteField key={step.id} step={step} mayNote={view.mayNote} asking={asking} />
      {panelParts.map(({ name, Part }) => (
        <Part key={`${name} ${step.id}`} step={step.id} undo={undo} />
      ))}
      <StepDetails view={view} step={step} graph={graph} />
      <Suspense>
        <MoreTexts>
          <StepMore key={step.id} view={view} step={step} />
        </MoreTexts>
      </Suspense>
      <LastChange step={step} />
      <p className={styles['keys']} aria-hidden="true">
        <span>
          <Keys keys="space" /> {t('hint.tick')}
        </span>
        <span>
          <Keys keys="B" /> {t('hint.block')}
        </span>
        <span>
          <Keys keys="N" /> {t('hint.note')}
        </span>
        <span>
          <Keys keys="F1" /> {t('hint.help')}
        </span>
      </p>
    </aside>
  );
}
