import type { WaveSummary } from '../../shared/wave/waves.contract.ts';
import { cx } from '../ui/cx.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import styles from './waves.module.css';

const WHOLE_PERCENT = 100;

/** What a wave asks for against its places, each with its figures beside it. */
export function LoadBars({ load }: { load: WaveSummary['load'] }) {
  const { t, format } = useLanguage();
  return (
    <div className={styles['load']}>
      {load.map(({ kind, need, means, over, later }) => {
        const whole = Math.max(need, means ?? need, 1);
        const share = (part: number) => `${(WHOLE_PERCENT * part) / whole}%`;
        const used = need - over;
        return [
          <span key={kind}>{t(`waves:load.${kind}`)}</span>,
          <span key={`${kind}-bar`} className={styles['track']} aria-hidden="true">
            <span className={styles['used']} style={{ inlineSize: share(used) }} />
            <span
              className={styles['over']}
              style={{ insetInlineStart: share(used), inlineSize: share(over) }}
            />
          </span>,
          <span key={`${kind}-words`} className={cx(styles['figure'], over > 0 && styles['late'])}>
            {means === null
              ? t('waves:load.unknown', { need: format.number(need) })
              : t('waves:load.of', { need: format.number(need), means: format.number(means) })}
            {over > 0 && ` · ${t('waves:load.over', { over: format.number(over) })}`}
            {later > 0 && ` · ${t('waves:load.later', { later: format.number(later) })}`}
          </span>,
        ];
      })}
    </div>
  );
}
