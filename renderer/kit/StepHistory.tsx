import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { KitStepView } from '../../shared/kit/kit.contract.ts';
import type { HistoryEntryView, KitPerson } from '../../shared/kit/kitWork.contract.ts';
import { failureWords } from '../bridge/failureWords.ts';
import { useCall } from '../bridge/useCall.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { useNow } from '../ui/useNow.ts';
import { whenWords } from '../ui/when.ts';
import { before, changeWords, type Restorable } from './history.words.ts';
import { useKitState } from './KitContext.tsx';
import { useKitAct } from './useKitAct.ts';
import styles from './StepMore.module.css';

interface StepHistoryProps {
  readonly step: KitStepView;
  /** Whether this person may put older values back. */
  readonly mayChange: boolean;
}

/** Who changed what in a step, and when, as sentences; closed until somebody asks. */
export function StepHistory({ step, mayChange }: StepHistoryProps) {
  const { t } = useLanguage();
  const [open, setOpen] = useState(false);
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <section className={styles['part']}>
      <button
        type="button"
        className={styles['toggle']}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Chevron size={15} className="mirrored" aria-hidden="true" />
        {t('kit:history.title')}
      </button>
      {open && <Entries step={step} mayChange={mayChange} />}
    </section>
  );
}

function Entries({ step, mayChange }: StepHistoryProps) {
  const { t, label } = useLanguage();
  const act = useKitAct();
  const establishment = useKitState((state) => state.view?.establishment.id);
  const asked = establishment === undefined ? null : { establishment };
  const { value: people } = useCall('kit.people', asked, ['grant']);
  const { value, failure } = useCall('kit.history', { step: step.id }, ['kitStep']);
  if (failure !== null) return <p className={styles['source']}>{failureWords(t, failure)}</p>;
  if (value === null) return <p className={styles['source']}>{t('kit:history.loading')}</p>;

  function restore(set: Restorable): void {
    const said = t('kit:history.restored', { title: label(step.title) });
    void act('kit.restore', { step: step.id, set }, said);
  }

  return (
    <>
      {value.source === 'device' && <p className={styles['source']}>{t('kit:history.device')}</p>}
      <ol className={styles['told']}>
        {value.entries.toReversed().map((entry) => (
          <Entry
            key={`${entry.at} ${entry.by.person} ${entry.pending}`}
            entry={entry}
            people={people ?? []}
            onRestore={mayChange ? restore : null}
          />
        ))}
      </ol>
    </>
  );
}

interface EntryProps {
  readonly entry: HistoryEntryView;
  readonly people: readonly KitPerson[];
  readonly onRestore: ((set: Restorable) => void) | null;
}

function Entry({ entry, people, onRestore }: EntryProps) {
  const { t, format } = useLanguage();
  const now = useNow();
  const view = useKitState((state) => state.view);
  const when = whenWords(t, format, entry.at, now);
  const name = entry.by.me ? t('kit:you') : (entry.by.name ?? t('kit:somebody'));
  const today = view?.today ?? format.dayOf(now);
  return (
    <li>
      <p className={styles['by']}>
        <strong>{entry.made && entry.changes.length === 0 ? t('kit:history.made') : name}</strong>{' '}
        <span>{when}</span> {entry.pending && <span>{t('row.pending')}</span>}
      </p>
      {entry.changes.map((change) => {
        const said = changeWords(t, format, today, change, entry, people);
        const set = onRestore === null ? null : before(change, entry);
        if (said === null) return null;
        return (
          <p key={change.field}>
            {said}{' '}
            {set !== null && (
              <button
                type="button"
                className={styles['plain']}
                aria-label={t('kit:history.restoreThis', { said })}
                onClick={() => onRestore?.(set)}
              >
                {t('kit:history.restore')}
              </button>
            )}
          </p>
        );
      })}
    </li>
  );
}
