import { useCallback, useMemo, useRef, type KeyboardEvent } from 'react';
import { isOpen, type StepGraph } from '../../shared/kit/dependencies.ts';
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

interface StepListProps {
  readonly view: KitView;
  readonly groups: readonly PhaseGroup[];
  readonly graph: StepGraph;
  /** Steps about which something was said that names this person, who has not seen it. */
  readonly unread: ReadonlySet<string>;
}

/**
 * The actions by phase, as a grid whose rows take the keyboard one at a time: arrows or j and k
 * move, space ticks, enter goes to the panel; with shift, or after Ctrl+A, several are chosen.
 */
export function StepList({ view, groups, graph, unread }: StepListProps) {
  const { t } = useLanguage();
  const { kit, marks } = useKit();
  const tick = useTick();
  const selected = useKitState((state) => state.selected);
  const picked = useKitState((state) => state.picked);
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
  /** The order of what is shown, for whoever chooses from one row to another. */
  const order = useRef<readonly string[]>([]);
  order.current = steps.map(({ id }) => id);
  const anchor = useRef<string | null>(null);
  const pick = useCallback(
    (step: string, how: 'one' | 'upTo') => {
      const { selected: from, picked: now } = kit.store.getState();
      if (now === null || anchor.current === null) anchor.current = from;
      if (how === 'one') {
        // The row that one was on belongs to what is chosen first.
        if (now === null && from !== null && from !== step) kit.togglePick(from);
        kit.togglePick(step);
        anchor.current = step;
      } else kit.pick(between(order.current, anchor.current ?? step, step));
      kit.select(step);
      focusRow(step);
    },
    [kit],
  );
  const toggle = useCallback((step: KitStepView) => void tick(step, toggled(step.status)), [tick]);

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() !== 'a' || !view.mayTick) return;
      kit.pick(order.current);
      event.preventDefault();
      return;
    }
    const at = steps.findIndex((step) => step.id === selected);
    const current = steps[at];
    const inward =
      getComputedStyle(event.currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const to = rowTarget(event.key, at, steps.length);
    if (to !== null) {
      const next = steps[to];
      if (next === undefined) return;
      if (event.shiftKey && view.mayTick) pick(next.id, 'upTo');
      else select(next.id);
    } else if (current === undefined) {
      return;
    } else if (event.key === ' ') {
      // A held key must not tick and untick.
      if (event.repeat) return;
      if (picked === null) toggle(current);
      else kit.togglePick(current.id);
    } else if (event.key === 'Escape' && picked !== null) {
      kit.pick(null);
      event.stopPropagation();
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
    <div
      role="grid"
      aria-label={t('kit.list')}
      aria-multiselectable={picked !== null}
      className={styles['grid']}
      onKeyDown={onKeyDown}
    >
      {groups.map((group) => (
        <PhaseRows key={group.phase.id} group={group}>
          {group.steps.map((step) => (
            <StepRow
              key={step.id}
              step={step}
              view={shared}
              selected={step.id === selected}
              mark={marks.get(step.id)}
              waits={isOpen(step) && graph.before(step.id).length > 0}
              unread={unread.has(step.id)}
              picked={picked === null ? null : picked.has(step.id)}
              onPick={pick}
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

/** All that lies from one row to another, both included. */
function between(order: readonly string[], from: string, to: string): string[] {
  const [a, b] = [order.indexOf(from), order.indexOf(to)];
  return a < 0 ? [to] : order.slice(Math.min(a, b), Math.max(a, b) + 1);
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
