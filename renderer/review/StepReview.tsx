import { Button } from '@mantine/core';
import { IconArrowsSplit2 } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { KitStepView } from '../../shared/kit/kit.contract.ts';
import { useBridge, useReadValue, useWatched } from '../bridge/BridgeContext.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { groupConflicts, hasOpenNote, maySettle, type ConflictGroup } from './conflictGroups.ts';
import { FieldConflict } from './FieldConflict.tsx';
import { RefusalCard } from './RefusalCard.tsx';
import { useReview, useReviewState } from './ReviewContext.tsx';
import { useRowFacts } from './rowFacts.ts';
import { useSettle } from './useSettle.ts';
import styles from './StepReview.module.css';

interface StepReviewProps {
  readonly step: KitStepView;
  readonly title: string;
}

/** In an action's panel: its conflicts, with the same cards as the inbox, and its refused changes. */
export function StepReview({ step, title }: StepReviewProps) {
  const { reads } = useBridge();
  const row = step.id;
  const status = useReadValue(reads.syncStatus);
  const conflicts = useWatched(reads.conflicts, (status?.conflicts ?? 0) > 0);
  const rejected = useWatched(reads.rejected, (status?.rejected ?? 0) > 0);
  const groups = useMemo(
    () => groupConflicts((conflicts ?? []).filter((one) => one.row === row)),
    [conflicts, row],
  );
  const refused = useMemo(
    () =>
      (rejected ?? []).filter((one) => one.changes.some((part) => part.row === row)).toReversed(),
    [rejected, row],
  );
  const scopes = useMemo(() => refused.flatMap((one) => one.changes), [refused]);
  const facts = useRowFacts(scopes.length === 0 ? null : scopes);
  return (
    <>
      {groups.map((group) => (
        <StepConflict key={group.key} group={group} step={step} title={title} />
      ))}
      {facts !== null && refused.length > 0 && (
        <ul className={styles['refused']}>
          {refused.map((change) => (
            <RefusalCard key={change.n} change={change} facts={facts} inPanel />
          ))}
        </ul>
      )}
    </>
  );
}

interface StepConflictProps {
  readonly group: ConflictGroup;
  readonly step: KitStepView;
  readonly title: string;
}

function StepConflict({ group, step, title }: StepConflictProps) {
  const { t } = useLanguage();
  const { review } = useReview();
  const settle = useSettle();
  const later = useReviewState((state) => state.later.has(group.key));
  const mayResolve = maySettle(group);
  return (
    <section className={styles['conflict']} aria-label={t('conflict.title')}>
      <h3 className={styles['head']}>
        <IconArrowsSplit2 size={16} aria-hidden="true" />
        {t('conflict.title')}
      </h3>
      <p className={styles['lead']}>
        {t('conflict.people', { count: group.people })}
        {!mayResolve && ` ${t('conflict.readOnly')}`}
      </p>
      {!later &&
        group.conflicts.map((conflict) => (
          <FieldConflict
            key={conflict.id}
            conflict={conflict}
            step={step}
            noteIsOpen={hasOpenNote(group)}
            narrow
            onSettle={(choice) => void settle([conflict.id], choice, title)}
          />
        ))}
      {mayResolve && (
        <Button
          className={styles['later']}
          variant="subtle"
          size="xs"
          onClick={() => (later ? review.takeUp(group.key) : review.putOff(group.key))}
        >
          {t(later ? 'conflict.reopen' : 'conflict.later')}
        </Button>
      )}
    </section>
  );
}
