import { useCallback, useMemo, type KeyboardEvent } from 'react';
import type { KitStepView, KitView } from '../../shared/kit/kit.contract.ts';
import { Bar } from '../ui/Bar.tsx';
import { LabelText } from '../ui/LabelText.tsx';
import { rowTarget } from '../ui/gridMoves.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { useKit, useKitState } from './KitContext.tsx';
import { focusPanel, focusRow } from './kit.focus.ts';
import type { PhaseGroup } from './kit.select.ts';
import { StepRow } from './StepRow.tsx';
import { toggled, useTick } from './useTick.ts';
import styles from './StepList.module.css';

/**
 * The actions by phase, as a grid whose rows take the keyboard one at a time: arrows or j and k
 * move, space ticks, enter goes to the panel.
 */
export function StepList({ view, groups }: { view: KitView; groups: readonly PhaseGroup[] }) {
  const { t } = useLanguage();
  const { kit, marks } = useKit();
  const tick = useTick();
  const selected = useKitState((state) => state.selected);
  const { actors, myActors, today, mayTick } = view;
  const shared = useMemo(
    () => ({ actors, myActors, today, mayTick }),
    // The core answers new objects on each reading; rows need only be drawn again when they differ.
    // oxlint-disable-next-line react/exhaustive-deps
    [JSON.stringify([actors, myActors]), today, mayTick],
  );
  const steps = groups.flatMap((group) => group.steps);

  const select = useCallback(
    (step: string) => {
      kit.select(step);
      focusRow(step);
    },
    [kit],
  );
  const open = useCallback(
    (step: string) => {
      select(step);
      kit.setPanelOpen(true);
    },
    [kit, select],
  );
  const toggle = useCallback((step: KitStepView) => void tick(step, toggled(step.status)), [tick]);

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = steps.findIndex((step) => step.id === selected);
    const current = steps[at];
    const inward =
      getComputedStyle(event.currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const to = rowTarget(event.key, at, steps.length);
    if (to !== null) {
      const next = steps[to];
      if (next !== undefined) select(next.id);
    } else if (current === undefined) {
      return;
    } else if (event.key === ' ') {
      // A held key must not tick and untick.
      if (!event.repeat) toggle(current);
    } else if (event.key === 'Enter' || event.key === inward) {
      focusPanel(kit, 'status');
    } else if (event.key === 'n') {
      focusPanel(kit, 'note');
    } else if (event.key === 'b') {
      if (!view.mayTick) return;
      kit.ask('blocked');
      focusPanel(kit, 'note');
    } else {
      return;
    }
    event.preventDefault();
  }

  return (
    <div role="grid" aria-label={t('kit.list')} className={styles['grid']} onKeyDown={onKeyDown}>
      {groups.map((group) => (
        <PhaseRows key={group.phase.id} group={group}>
          {group.steps.map((step) => (
            <StepRow
              key={step.id}
              step={step}
              view={shared}
              selected={step.id === selected}
              mark={marks.get(step.id)}
              onSelect={select}
              onToggle={toggle}
              onOpen={open}
            />
          ))}
        </PhaseRows>
      ))}
    </div>
  );
}

/** Tells the style how tall a phase out of sight is. */
function rowCount(steps: number): React.CSSProperties {
  return { '--steps': steps } as React.CSSProperties;
}

function PhaseRows({ group, children }: { group: PhaseGroup; children: React.ReactNode }) {
  const { t } = useLanguage();
  const { done, applicable, late } = group.figures;
  const headId = `phase-${group.phase.id}`;
  return (
    <div role="rowgroup" aria-labelledby={headId} className={styles['phase']}>
      <div role="row" className={styles['head']}>
        <div role="gridcell" id={headId} className={styles['name']}>
          <h2>
            <LabelText label={group.phase.label} />
          </h2>
        </div>
        <div role="gridcell" className={styles['figures']}>
          <Bar whole={applicable} done={done} late={late} className={styles['bar']} />
          <span>
            {t('phase.done', { done, whole: applicable })}
            {late > 0 && (
              <span className={styles['late']}> · {t('phase.late', { count: late })}</span>
            )}
          </span>
        </div>
      </div>
      <div role="presentation" className={styles['rows']} style={rowCount(group.steps.length)}>
        {children}
      </div>
    </div>
  );
}
