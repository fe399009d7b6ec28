import { Button } from '@mantine/core';
import { IconArrowsSplit2 } from '@tabler/icons-react';
import type { ConflictView } from '../../../shared/sync/sync.contract.ts';
import type { LogSchool } from '../../../shared/tutoring/log.contract.ts';
import { useBridge } from '../../bridge/BridgeContext.tsx';
import { useDo } from '../../bridge/useDo.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import { useNow } from '../../ui/useNow.ts';
import { whenWords } from '../../ui/when.ts';
import { usePresenceWord } from './usePresenceWord.ts';
import { schoolRowId } from './schoolRowId.ts';
import styles from './Schools.module.css';

interface MarkConflictProps {
  readonly school: LogSchool;
  readonly conflict: ConflictView;
}

/** Two tutors marked a school without having seen each other: who noted what, and which one stays. */
export function MarkConflict({ school, conflict }: MarkConflictProps) {
  const { t, format, script } = useLanguage();
  const { reads } = useBridge();
  const { run, busy } = useDo();
  const word = usePresenceWord();
  const now = useNow();
  const name = script(school.name);

  async function keep(index: number): Promise<void> {
    const status = word(conflict.versions[index]?.value);
    await run('sync.resolve', { ids: [conflict.id], keep: index }, () =>
      t('tutoringLog:twoMarks.settled', { school: name, status }),
    );
    await reads.conflicts.reload();
    document.getElementById(schoolRowId(school.id))?.focus();
  }

  return (
    <section className={styles['two']} aria-live="polite">
      <p>
        <IconArrowsSplit2 size={16} aria-hidden="true" />
        <bdi>{t('tutoringLog:twoMarks.of', { school: name })}</bdi>
      </p>
      <div className={styles['marks']}>
        {conflict.versions.map(({ value, by, at }, index) => {
          const said = t('tutoringLog:twoMarks.keep', {
            status: word(value),
            who: by.me
              ? t('tutoringLog:twoMarks.me')
              : (by.name ?? t('tutoringLog:twoMarks.somebody')),
            when: whenWords(t, format, at, now),
          });
          return conflict.mayResolve ? (
            <Button
              key={`${at} ${by.name}`}
              size="compact-sm"
              variant="default"
              disabled={busy}
              onClick={() => void keep(index)}
            >
              <bdi>{`${t('tutoringLog:twoMarks.choose')} ${said}`}</bdi>
            </Button>
          ) : (
            <bdi key={`${at} ${by.name}`}>{said}</bdi>
          );
        })}
      </div>
      {!conflict.mayResolve && <p>{t('tutoringLog:twoMarks.readOnly')}</p>}
    </section>
  );
}
