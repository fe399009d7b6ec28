import { useCallback, useEffect, useState, type KeyboardEvent } from 'react';
import type { StepStatus } from '../../shared/kit/stepStatus.ts';
import type { WeekStep, WeekView } from '../../shared/week/week.contract.ts';
import { weekGroups } from '../../shared/week/week.rules.ts';
import { useUndo } from '../app/useUndo.ts';
import { useBridge } from '../bridge/BridgeContext.tsx';
import { failureWords } from '../bridge/failureWords.ts';
import { cx } from '../ui/cx.ts';
import { rowTarget } from '../ui/gridMoves.ts';
import { labelIn } from '../ui/localised.ts';
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { rowId, WeekRow } from './WeekRow.tsx';
import styles from './WeekPage.module.css';

interface WeekListProps {
  readonly week: WeekView;
  /** Whether it is the week of today. */
  readonly isNow: boolean;
  readonly reload: () => Promise<void>;
  readonly onOpen: (step: WeekStep) => void;
}

/** The week's actions by group: arrows move, space ticks, Enter opens the action in its kit. */
export function WeekList({ week, isNow, reload, onOpen }: WeekListProps) {
  const { t, format } = useLanguage();
  const [wanted, setWanted] = useState<string | null>(null);
  const { shown, toggle } = useTicks(week, reload);
  const steps = weekGroups.flatMap((group) => shown.filter((step) => step.group === group));
  const selected = steps.find(({ id }) => id === wanted) ?? steps[0];
  const programmes = new Set(steps.map(({ programme }) => programme.id)).size > 1;

  // The keyboard starts on the first row, unless somebody is already elsewhere.
  const first = steps[0]?.id;
  useEffect(() => {
    if (first !== undefined && document.activeElement === document.body) focus(first);
    // Only when the list comes up.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  function select(step: WeekStep): void {
    setWanted(step.id);
    focus(step.id);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || selected === undefined) return;
    const to = rowTarget(event.key, steps.indexOf(selected), steps.length);
    if (to !== null) {
      const next = steps[to];
      if (next !== undefined) select(next);
    } else if (event.key === ' ') {
      // A held key must not tick and untick.
      if (!event.repeat) void toggle(selected);
    } else if (event.key === 'Enter') onOpen(selected);
    else return;
    event.preventDefault();
  }

  return (
    <div className={styles['groups']}>
      {weekGroups.map((group) => {
        const rows = steps.filter((step) => step.group === group);
        if (rows.length === 0) return null;
        const head = isNow ? t(`week:group.${group}`) : t(`week:groupThen.${group}`);
        const hidden = week.counts[group] - rows.filter(({ status }) => status !== 'done').length;
        return (
          <section key={group} aria-label={head}>
            <h2 className={cx(styles['head'], group === 'late' && styles['lateHead'])}>
              {head} <span className={styles['count']}>{format.number(week.counts[group])}</span>
            </h2>
            <div
              role="grid"
              aria-label={`${t('week:list')} · ${head}`}
              className={styles['rows']}
              onKeyDown={onKeyDown}
            >
              {rows.map((step) => (
                <WeekRow
                  key={step.id}
                  step={step}
                  today={week.today}
                  selected={step === selected}
                  programmes={programmes}
                  onToggle={(one) => {
                    select(one);
                    void toggle(one);
                  }}
                  onOpen={onOpen}
                />
              ))}
            </div>
            {hidden > 0 && rows.length > 100 && (
              <p className={styles['more']}>{t('week:more', { count: hidden })}</p>
            )}
          </section>
        );
      })}
    </div>
  );
}

function focus(step: string): void {
  document.getElementById(rowId(step))?.focus();
}

/** Ticks that show at once; what is on disk comes with the next reading. */
function useTicks(week: WeekView, reload: () => Promise<void>) {
  const { client } = useBridge();
  const notices = useNotices();
  const undo = useUndo();
  const { t, language } = useLanguage();
  const [under, setUnder] = useState<ReadonlyMap<string, StepStatus>>(new Map());

  const toggle = useCallback(
    async (step: WeekStep): Promise<void> => {
      const title = labelIn(step.title, language);
      if (!step.mayTick) {
        notices.say({ tone: 'problem', text: t('tick.readOnly') });
        return;
      }
      const status = step.status === 'done' ? 'todo' : 'done';
      setUnder((before) => new Map(before).set(step.id, status));
      const answer = await client.call('kit.tick', { step: step.id, status });
      if (answer.ok) {
        notices.say({
          tone: 'quiet',
          text: t(`tick.${status}`, { title }),
          action: { label: t('notice.undo'), keys: 'ctrl+Z', run: undo },
        });
        await reload();
      } else {
        const reason = failureWords(t, answer.error);
        notices.say({ tone: 'problem', text: t('tick.failed', { title, reason }) });
      }
      setUnder((before) => {
        const rest = new Map(before);
        rest.delete(step.id);
        return rest;
      });
    },
    [client, notices, undo, t, language, reload],
  );

  const shown = week.steps.map((step) => {
    const status = under.get(step.id);
    if (status === undefined || status === step.status) return step;
    return { ...step, status, daysLate: status === 'done' ? 0 : step.daysLate };
  });
  return { shown, toggle };
}
