import type { KitStepView } from '../../shared/kit/kit.contract.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { useNow } from '../ui/useNow.ts';
import { whenWords } from '../ui/when.ts';
import styles from './LastChange.module.css';

/** Who changed a step last, and when. */
export function LastChange({ step }: { step: KitStepView }) {
  const { t, format } = useLanguage();
  const now = useNow();
  const { changedAt, changedBy } = step;
  return (
    <section className={styles['last']}>
      <h3 className={styles['head']}>{t('last.title')}</h3>
      <p>{changedAt === null ? t('last.never') : words(changedAt)}</p>
    </section>
  );

  function words(at: number): string {
    const when = whenWords(t, format, at, now);
    if (step.pending) return t('last.here', { when });
    if (changedBy?.me) return t('last.me', { when });
    const name = changedBy?.name ?? null;
    return name === null ? t('last.unknown', { when }) : t('last.other', { when, name });
  }
}
