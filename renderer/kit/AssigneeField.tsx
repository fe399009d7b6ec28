import type { KitStepView, KitView } from '../../shared/kit/kit.contract.ts';
import { useCall } from '../bridge/useCall.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { useKitAct } from './useKitAct.ts';
import styles from './StepMore.module.css';

/** Who of those who play the part takes a step on. */
export function AssigneeField({ view, step }: { view: KitView; step: KitStepView }) {
  const { t, label } = useLanguage();
  const act = useKitAct();
  const establishment = view.establishment.id;
  const { value: people } = useCall('kit.people', { establishment }, ['grant', 'waveMembership']);
  const title = label(step.title);
  const able = (people ?? []).filter(
    ({ person, actors }) =>
      person === step.assignee?.person || actors.some((actor) => step.actors.includes(actor)),
  );
  const gone = step.assignee !== null && !able.some((one) => one.person === step.assignee!.person);

  function give(person: string): void {
    const found = able.find((one) => one.person === person);
    const said =
      found === undefined
        ? t('kit:assign.undone', { title })
        : t('kit:assign.done', { title, name: found.name });
    void act('kit.assign', { steps: [step.id], assignee: person === '' ? null : person }, said);
  }

  return (
    <section className={styles['part']}>
      <label htmlFor="kit-assignee" className={styles['head']}>
        {t('kit:assign.label')}
      </label>
      <select
        id="kit-assignee"
        className={styles['select']}
        value={step.assignee?.person ?? ''}
        disabled={!view.mayTick || people === null}
        onChange={(event) => give(event.currentTarget.value)}
      >
        <option value="">{t('kit:assign.nobody')}</option>
        {gone && (
          <option value={step.assignee!.person ?? ''}>
            {step.assignee!.name ?? t('row.somebody')}
          </option>
        )}
        {able.map(({ person, name, me }) => (
          <option key={person} value={person}>
            {me ? t('kit:assign.me', { name }) : name}
          </option>
        ))}
      </select>
    </section>
  );
}
