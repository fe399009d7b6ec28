import { Button, Progress } from '@mantine/core';
import { useState } from 'react';
import type { WaveView } from '../../shared/wave/waves.contract.ts';
import { failureWords } from '../bridge/failureWords.ts';
import { useCall } from '../bridge/useCall.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { Fact, Facts } from '../ui/Facts.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { useDo } from '../bridge/useDo.ts';
import '../ui/theme/formMantine.css';
import styles from './waves.module.css';

const WHOLE_PERCENT = 100;

/** What opening a wave comes to, and the button that does it, with its progress. */
export function OpenPanel({ wave, onDone }: { wave: WaveView; onDone: () => void }) {
  const { t, format } = useLanguage();
  const { Many } = useTerms(wave.programme.id);
  const { run, say, busy } = useDo();
  const [share, setShare] = useState<number | null>(null);
  const { value: preview, failure } = useCall('waves.open', { wave: wave.id, dryRun: true }, [
    'waveMembership',
    'wave',
    'kitAction',
  ]);
  const day = (text: string | null) => (text === null ? '—' : format.longDay(text));

  async function open(): Promise<void> {
    let schools = 0;
    let before = Number.POSITIVE_INFINITY;
    for (;;) {
      const report = await run('waves.open', { wave: wave.id, dryRun: false }, () => null);
      if (report === null) return setShare(null);
      schools = Math.max(schools, report.schools);
      if (report.remaining === 0 || report.remaining >= before) break;
      before = report.remaining;
      setShare((WHOLE_PERCENT * (schools - before)) / schools);
    }
    say(t('waves:said.opened', { name: wave.label, n: format.number(schools) }));
    onDone();
  }

  return (
    <div className={styles['panel']}>
      <h2>{t(wave.openedOn === null ? 'waves:open.title' : 'waves:do.complete')}</h2>
      <p className={styles['note']}>
        {t('waves:open.help')} {t('waves:open.undo')}
      </p>
      {failure !== null && (
        <p className={styles['warn']} role="alert">
          {failureWords(t, failure)}
        </p>
      )}
      {preview !== null && failure === null && (
        <>
          <Facts>
            <Fact name={Many('establishment')}>{format.number(preview.schools)}</Fact>
            <Fact name={t('waves:open.steps')}>{format.number(preview.steps)}</Fact>
            <Fact name={t('waves:open.kept')}>{format.number(preview.kept)}</Fact>
            <Fact name={t('waves:open.first')}>{day(preview.firstDue)}</Fact>
            <Fact name={t('waves:open.last')}>{day(preview.lastDue)}</Fact>
            <Fact name={t('waves:open.late')}>{format.number(preview.late)}</Fact>
          </Facts>
          {preview.moved > 0 && (
            <p className={styles['hint']}>
              {t('waves:open.moved', {
                n: format.number(preview.moved),
                weekend: format.number(preview.daysOff.weekend),
                publicHoliday: format.number(preview.daysOff.publicHoliday),
                schoolHoliday: format.number(preview.daysOff.schoolHoliday),
              })}
            </p>
          )}
          {preview.afterEnd && <p className={styles['warn']}>{t('waves:warn.afterEnd')}</p>}
          {share !== null && <Progress value={share} aria-label={t('waves:open.progress')} />}
        </>
      )}
      <div className={styles['row']}>
        <Button
          loading={busy || share !== null}
          disabled={preview === null || failure !== null}
          onClick={() => void open()}
        >
          {t('waves:open.go')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('waves:do.cancel')}
        </Button>
      </div>
    </div>
  );
}
