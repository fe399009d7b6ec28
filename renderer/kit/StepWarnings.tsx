import { IconAlertTriangle } from '@tabler/icons-react';
import type { StepGraph } from '../../shared/kit/dependencies.ts';
import type { KitStepView, KitView } from '../../shared/kit/kit.contract.ts';
import { useCall } from '../bridge/useCall.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import styles from './StepWarnings.module.css';

interface StepWarningsProps {
  readonly view: KitView;
  readonly step: KitStepView;
  readonly graph: StepGraph;
}

/**
 * What is odd about a step that is ticked: others come before it, or what shows that it was done is
 * missing. It may be ticked all the same (the school knows best, and the call does not wait); it
 * is only said, for as long as it is so.
 */
export function StepWarnings({ view, step, graph }: StepWarningsProps) {
  const { t, label } = useLanguage();
  if (step.status !== 'done') return null;
  const before = graph.before(step.id);
  const titles = view.steps
    .filter(({ id }) => before.includes(id))
    .map(({ title }) => label(title));
  return (
    <>
      {titles.length > 0 && (
        <Warning>{t('warn.before', { count: titles.length, titles: titles.join(' ; ') })}</Warning>
      )}
      {step.evidence === 'note' && step.note === null && <Warning>{t('warn.note')}</Warning>}
      {step.evidence === 'file' && <MissingFile step={step.id} />}
    </>
  );
}

function MissingFile({ step }: { step: string }) {
  const { t } = useLanguage();
  const { value } = useCall('attachments.list', { step }, ['attachment']);
  return value?.attachments.length === 0 ? <Warning>{t('warn.file')}</Warning> : null;
}

function Warning({ children }: { children: string }) {
  return (
    <p className={styles['warning']}>
      <IconAlertTriangle size={16} aria-hidden="true" />
      <span>{children}</span>
    </p>
  );
}
