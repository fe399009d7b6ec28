import { IconArrowsSplit2, IconAt } from '@tabler/icons-react';
import type { KitView } from '../../shared/kit/kit.contract.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { Bar } from '../ui/Bar.tsx';
import { Choice } from '../ui/Choice.tsx';
import { LongDay } from '../ui/LongDay.tsx';
import { LabelText } from '../ui/LabelText.tsx';
import { Tag } from '../ui/Tag.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { useKit, useKitState } from './KitContext.tsx';
import { figuresOf } from './kit.select.ts';
import { kitReadings } from './kit.store.ts';
import { focusRow } from './kit.focus.ts';
import styles from './KitHeader.module.css';

interface KitHeaderProps {
  readonly view: KitView;
  /** Steps about which something was said that names this person, who has not seen it. */
  readonly unread: ReadonlySet<string>;
}

/** Where and when: the kit's name, its switchover date and the figures that matter. */
export function KitHeader({ view, unread }: KitHeaderProps) {
  const { t, format, script } = useLanguage();
  const { kit, marks, conflictsHref, Print } = useKit();
  const reading = useKitState((state) => state.reading);
  const named = unread.values().next().value;
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
      <div className={styles['top']}>
        <h1 className={styles['title']}>
          {programme === null ? (
            view.kitName === null ? (
              t('kit.title')
            ) : (
              <LabelText label={view.kitName} />
            )
          ) : (
            t('kit.titleOf', { kit: One('switchoverKit'), programme: script(programme.name) })
          )}
        </h1>
        <div className={styles['tools']}>
          <Choice
            label={t('reading.label')}
            value={reading}
            options={kitReadings.map((value) => ({ value, label: t(`reading.${value}`) }))}
            onChange={kit.read}
          />
          <Print view={view} />
        </div>
      </div>
      <p className={styles['line']}>
        <span>
          {switchoverDate === null ? (
            t('kit.noSwitchover')
          ) : (
            <>
              {t('kit.switchover', { term: One('switchover') })} <LongDay date={switchoverDate} />
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
          {named !== undefined && (
            <button
              type="button"
              className={styles['named']}
              onClick={() => {
                kit.reveal(named);
                requestAnimationFrame(() => focusRow(named));
              }}
            >
              <Tag tone="info" icon={<IconAt size={13} aria-hidden="true" />}>
                {t('kit.named', { count: unread.size })}
              </Tag>
            </button>
          )}
          {view.practice && (
            <Tag tone="info">{t('kit.practice', { day: format.day(view.today, view.today) })}</Tag>
          )}
        </span>
      </p>
    </header>
  );
}
