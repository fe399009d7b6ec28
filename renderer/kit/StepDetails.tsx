import type { StepGraph } from '../../shared/kit/dependencies.ts';
import type { KitStepView, KitView } from '../../shared/kit/kit.contract.ts';
import { useOffset } from '../bridge/useOffset.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { Fact, Facts } from '../ui/Facts.tsx';
import { LabelText } from '../ui/LabelText.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { useKit } from './KitContext.tsx';
import { focusRow } from './kit.focus.ts';
import { dueOf } from './kit.select.ts';
import { actorsOf, dueWords } from './kit.words.ts';
import styles from './StepDetails.module.css';

interface StepDetailsProps {
  readonly view: KitView;
  readonly step: KitStepView;
  readonly graph: StepGraph;
}

/** When a step is due, who does it, what it waits for, what shows that it was done. */
export function StepDetails({ view, step, graph }: StepDetailsProps) {
  const { t, format } = useLanguage();
  const programme = view.establishment.programme?.id;
  const { one } = useTerms(programme);
  const offset = useOffset(programme);
  const due = dueOf(step, view.today);
  // What is done already is said as well: one sees that nothing is missing.
  const before = step.dependsOn.flatMap(
    (action) => view.steps.find((other) => other.action === action)?.id ?? [],
  );
  const first = graph.first(step.id).filter((id) => !before.includes(id));
  const distance = due.kind === 'late' || due.kind === 'soon' || due.kind === 'today';
  return (
    <section className={styles['details']}>
      <h3 className={styles['head']}>{t('details.title')}</h3>
      <Facts>
        <Fact name={t('details.due')}>
          {step.due === null ? (
            t('details.noDue')
          ) : (
            <>
              {format.day(step.due, view.today)}
              {step.dueOffsetDays !== null && (
                <span className={styles['offset']}> ({offset(step.dueOffsetDays)})</span>
              )}
              {distance && (
                <span className={due.kind === 'late' ? styles['late'] : styles['soon']}>
                  {' · '}
                  {dueWords(t, format, due, view.today)}
                </span>
              )}
            </>
          )}
        </Fact>
        <Fact name={t('details.actors')}>
          <ul>
            {actorsOf(step, view).map((actor) => (
              <li key={actor.id}>
                <LabelText label={actor.label} />
                {view.myActors.includes(actor.id) && (
                  <span className={styles['me']}> · {t('details.you')}</span>
                )}
              </li>
            ))}
          </ul>
        </Fact>
        <Fact name={t('details.waitsFor')}>
          <Others view={view} ids={before} />
          {first.length > 0 && (
            <div className={styles['first']}>
              {t('details.first')} <Others view={view} ids={first} />
            </div>
          )}
        </Fact>
        <Fact name={t('details.unlocks')}>
          <Others view={view} ids={graph.after(step.id)} />
        </Fact>
        <Fact name={t('details.evidence')}>{t(`evidence.${step.evidence}`)}</Fact>
        {step.blocking && (
          <Fact name={t('details.blocking')}>
            {t('details.isBlocking', { switchover: one('switchover') })}
          </Fact>
        )}
      </Facts>
    </section>
  );
}

/** Other steps as links to them, with their state. */
function Others({ view, ids }: { view: KitView; ids: readonly string[] }) {
  const { t } = useLanguage();
  const { kit } = useKit();
  if (ids.length === 0) return t('details.nothing');
  const steps = view.steps.filter(({ id }) => ids.includes(id));

  function go(id: string): void {
    kit.reveal(id);
    requestAnimationFrame(() => focusRow(id));
  }

  return (
    <ul className={styles['waits']}>
      {steps.map((other) => (
        <li key={other.id}>
          <button type="button" className={styles['wait']} onClick={() => go(other.id)}>
            <StateMark state={other.status} size={15} />
            <span>
              <span className={styles['link']}>
                <LabelText label={other.title} />
              </span>{' '}
              <span className={styles['state']}>· {t(`status.${other.status}`)}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
