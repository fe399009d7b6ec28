import { Button } from '@mantine/core';
import { useState } from 'react';
import type { BlockerDetail } from '../../../shared/tutoring/blockers.contract.ts';
import { useDo } from '../../bridge/useDo.ts';
import { useTerms } from '../../bridge/useTerms.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from './Blockers.module.css';

/** Says what has become of a blocker. Solving asks whether all schools are rid of it. */
export function BlockerOutcome({ blocker }: { blocker: BlockerDetail }) {
  const { t, format } = useLanguage();
  const { one, many } = useTerms();
  const { run, busy } = useDo();
  const [asking, setAsking] = useState(false);
  const { id, state, waiting } = blocker;
  const settle = async (to: BlockerDetail['state'], lift = false): Promise<void> => {
    setAsking(false);
    await run('blockers.settle', { id, state: to, lift }, () => t(`blockers:done.${to}`));
  };
  if (asking) {
    return (
      <div role="group" className={styles['similar']} aria-label={t('blockers:do.solve')}>
        <span>
          {t('blockers:liftAll', {
            count: waiting,
            replace: {
              count: format.number(waiting),
              schools: waiting === 1 ? one('establishment') : many('establishment'),
            },
          })}
        </span>
        <div className={styles['row']}>
          <Button
            size="compact-sm"
            disabled={busy}
            autoFocus
            onClick={() => void settle('solved', true)}
          >
            {t('blockers:do.liftAll')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            disabled={busy}
            onClick={() => void settle('solved')}
          >
            {t('blockers:do.liftNone')}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={() => setAsking(false)}>
            {t('blockers:giveUp')}
          </Button>
        </div>
      </div>
    );
  }
  if (state === 'solved' || state === 'dropped') {
    return (
      <Button
        size="compact-sm"
        variant="default"
        disabled={busy}
        onClick={() => void settle(blocker.answer === null ? 'open' : 'answered')}
      >
        {t('blockers:do.reopen')}
      </Button>
    );
  }
  return (
    <>
      <Button
        size="compact-sm"
        disabled={busy}
        onClick={() => (waiting > 0 ? setAsking(true) : void settle('solved'))}
      >
        {t('blockers:do.solve')}
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        disabled={busy}
        onClick={() => void settle('dropped')}
      >
        {t('blockers:do.drop')}
      </Button>
    </>
  );
}
