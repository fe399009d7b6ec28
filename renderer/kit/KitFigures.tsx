import type { LocalDate } from '../../shared/kernel/dates.ts';
import { isOpen, type StepGraph } from '../../shared/kit/dependencies.ts';
import type { KitStepView, KitView } from '../../shared/kit/kit.contract.ts';
import { Bar } from '../ui/Bar.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { figuresOf } from './kit.select.ts';
import type { KitFilters } from './kit.filters.ts';
import { focusRow } from './kit.focus.ts';
import { useKit } from './KitContext.tsx';
import styles from './KitFigures.module.css';

interface KitFiguresProps {
  readonly view: KitView;
  /** Steps that pass the filters. */
  readonly steps: readonly KitStepView[];
  readonly graph: StepGraph;
}

const columns = ['todo', 'late', 'blocked', 'waiting'] as const;

/** The kit for whoever steers: figures by phase and by actor, each of which opens the list behind it. */
export function KitFigures({ view, steps, graph }: KitFiguresProps) {
  const { t, label, format } = useLanguage();
  const ofPhase = view.phases.map((phase) => ({
    key: phase.id,
    name: label(phase.label),
    filter: { phase: phase.id },
    steps: steps.filter((step) => step.phase === phase.id),
  }));
  const ofActor = view.actors.map((actor) => ({
    key: actor.id,
    name: label(actor.label),
    filter: { actor: actor.id },
    steps: steps.filter((step) => step.actors.includes(actor.id)),
  }));
  return (
    <div className={styles['figures']}>
      <p className={styles['asOf']}>{t('kit:figures.asOf', { day: format.longDay(view.today) })}</p>
      <Table title={t('kit:figures.byPhase')} rows={ofPhase} today={view.today} graph={graph} />
      <Table title={t('kit:figures.byActor')} rows={ofActor} today={view.today} graph={graph} />
    </div>
  );
}

interface Row {
  readonly key: string;
  readonly name: string;
  readonly filter: Partial<KitFilters>;
  readonly steps: readonly KitStepView[];
}

interface TableProps {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly today: LocalDate;
  readonly graph: StepGraph;
}

function Table({ title, rows, today, graph }: TableProps) {
  const { t, format } = useLanguage();
  return (
    <table className={styles['table']}>
      <caption className={styles['caption']}>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col">{t('kit:figures.done')}</th>
          {columns.map((column) => (
            <th key={column} scope="col" className={styles['number']}>
              {t(`kit:figures.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows
          .filter(({ steps }) => steps.length > 0)
          .map(({ key, name, filter, steps }) => {
            const { done, applicable, late, blocked } = figuresOf(steps, today);
            const open = steps.filter(isOpen);
            const figures = {
              todo: open.length,
              late,
              blocked,
              waiting: open.filter(({ id }) => graph.before(id).length > 0).length,
            };
            return (
              <tr key={key}>
                <th scope="row">
                  <Opens filter={filter} tab="all">
                    {name}
                  </Opens>
                </th>
                <td>
                  <span className={styles['progress']}>
                    <Bar whole={applicable} done={done} late={late} className={styles['bar']} />
                    {t('phase.done', { done, whole: applicable })}
                  </span>
                </td>
                {columns.map((column) => (
                  <td key={column} className={styles['number']}>
                    {figures[column] === 0 ? (
                      <span className={styles['none']}>0</span>
                    ) : (
                      <Opens
                        filter={column === 'waiting' ? { ...filter, waiting: true } : filter}
                        tab={column === 'waiting' ? 'todo' : column}
                        label={t('kit:figures.open', {
                          figure: t(`kit:figures.${column}`),
                          name,
                          count: figures[column],
                        })}
                      >
                        {format.number(figures[column])}
                      </Opens>
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
      </tbody>
    </table>
  );
}

interface OpensProps {
  readonly filter: Partial<KitFilters>;
  readonly tab: 'all' | 'todo' | 'late' | 'blocked';
  readonly label?: string;
  readonly children: string;
}

/** A figure that opens the list of what it counts. */
function Opens({ filter, tab, label, children }: OpensProps) {
  const { kit } = useKit();
  function open(): void {
    kit.narrow(filter);
    kit.show(tab);
    kit.read('list');
    requestAnimationFrame(() => focusRow(kit.store.getState().selected));
  }
  return (
    <button type="button" className={styles['open']} aria-label={label} onClick={open}>
      {children}
    </button>
  );
}
