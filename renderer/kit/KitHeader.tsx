import { IconArrowsSplit2 } from '@tabler/icons-react';
import type { KitView } from '../../shared/kit/kit.contract.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { Bar } from '../ui/Bar.tsx';
import { LongDay } from '../ui/LongDay.tsx';
import { LabelText } from '../ui/LabelText.tsx';
import { Tag } from '../ui/Tag.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { useKit } from './KitContext.tsx';
import { figuresOf } from './kit.select.ts';
import styles from './KitHeader.module.css';

/** Where and when: the kit's name, its switchover date and the figures that matter. */
export function KitHeader({ view }: { view: KitView }) {
  const { t, format } = useLanguage();
  const { marks, conflictsHref } = useKit();
  const { One } = useTerms(view.establishment.programme?.id);
  const open = view.steps.filter((step) => {
    const mark = marks.get(step.id);
    return mark !== undefined && mark !== 'refused';
  }).length;
  const { switchoverDate, programme } = view.establishment;
  // From the steps that are shown: the core's own figures come a moment later.
  const { done, applicable, percent, late, blocked } = figuresOf(view.steps, view.today);
  return (
    <header className={styles['header']}>
      <h1 className={styles['title']}>
        {programme === null ? (
          view.kitName === null ? (
            t('kit.title')
          ) : (
            <LabelText label={view.kitName} />
          )
        ) : (
          t('kit.titleOf', { kit: One('switchoverKit'), programme: programme.name })
        )}
      </h1>
      <p className={styles['line']}>
        <span>
          {switchoverDate === null ? (
            t('kit.noSwitchover')
          ) : (
            <>
              {t('kit.switchover')} <LongDay date={switchoverDate} />
            </>
          )}
        </span>
        <span className={styles['figures']}>
          <Bar whole={applicable} done={done} late={late} className={styles['bar']} />
          {t('kit.done', { count: done, whole: format.number(applicable) })} ·{' '}
          {format.percent(percent)}
        </span>
        <span className={styles['tags']}>
          {late > 0 && <Tag tone="late">{t('kit.late', { count: late })}</Tag>}
          {blocked > 0 && <Tag tone="wait">{t('kit.blocked', { count: blocked })}</Tag>}
          {open > 0 && (
            <a href={conflictsHref} className={styles['open']}>
              <Tag tone="info" icon={<IconArrowsSplit2 size={13} aria-hidden="true" />}>
                {t('kit.conflicts', { count: open })}
              </Tag>
            </a>
          )}
          {view.practice && (
            <Tag tone="info">{t('kit.practice', { day: format.day(view.today, view.today) })}</Tag>
          )}
        </span>
      </p>
    </header>
  );
}
