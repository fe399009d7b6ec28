import type { PilotFigures } from '../../shared/kit/pilot.contract.ts';
import { buckets, type Bucket } from '../../shared/kit/pilot.rules.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { SplitBar, type SplitPart } from '../ui/SplitBar.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { Figure } from './Figure.tsx';
import type { ListFilter, ListHref } from './pilot.filter.ts';
import styles from './pilot.module.css';

interface WavesTableProps {
  readonly figures: PilotFigures;
  readonly partsOf: (counts: Readonly<Record<Bucket, number>>) => SplitPart<Bucket>[];
  readonly href: ListHref;
  readonly onList: (filter: ListFilter) => void;
}

/** The same figures wave by wave. */
export function WavesTable({ figures, partsOf, href, onList }: WavesTableProps) {
  const { t, format, script } = useLanguage();
  const { One, Many, one, counted } = useTerms(figures.programme?.id);
  return (
    <section className={styles['section']}>
      <h2>{t('pilot:waves.title', { wave: one('wave') })}</h2>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{One('wave')}</th>
            <th scope="col">{One('switchover')}</th>
            <th scope="col" className={styles['end']}>
              {Many('establishment')}
            </th>
            <th scope="col">{t('column.percent')}</th>
            <th scope="col" className={styles['end']}>
              {t('pilot:late.title')}
            </th>
            <th scope="col" className={styles['end']}>
              {t('pilot:blocked.title')}
            </th>
          </tr>
        </thead>
        <tbody>
          {figures.waves.map((wave) => {
            const link = (key: 'late' | 'blocked', tone: 'late' | 'wait') => (
              <Figure
                count={wave[key].establishments}
                href={href({ wave: wave.id, [key]: true })}
                label={t('pilot:openOf', {
                  schools: counted('establishment', wave[key].establishments),
                  what: t(`pilot:what.${key}`),
                  name: script(wave.label),
                })}
                tone={tone}
              />
            );
            return (
              <tr key={wave.id}>
                <th scope="row">
                  <a className={styles['link']} href={href({ wave: wave.id })}>
                    {script(wave.label)}
                  </a>
                </th>
                <td>{wave.switchoverDate === null ? '—' : format.longDay(wave.switchoverDate)}</td>
                <td className={styles['end']}>
                  {format.number(wave.establishments + wave.withoutKit)}
                </td>
                <td className={styles['split']}>
                  {buckets.some((bucket) => wave.buckets[bucket] > 0) && (
                    <SplitBar
                      small
                      label={script(wave.label)}
                      parts={partsOf(wave.buckets)}
                      onChoose={(bucket) => onList({ wave: wave.id, bucket })}
                    />
                  )}
                </td>
                <td className={styles['end']}>{link('late', 'late')}</td>
                <td className={styles['end']}>{link('blocked', 'wait')}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
