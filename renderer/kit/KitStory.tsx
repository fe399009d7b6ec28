import { Button } from '@mantine/core';
import { useState } from 'react';
import type { KitStepView, KitView } from '../../shared/kit/kit.contract.ts';
import type { Activity } from '../../shared/kit/kitWork.contract.ts';
import { stepStatuses } from '../../shared/kit/stepStatus.ts';
import { failureWords } from '../bridge/failureWords.ts';
import { useCall } from '../bridge/useCall.ts';
import { LongDay } from '../ui/LongDay.tsx';
import { Message } from '../ui/Message.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { useKit } from './KitContext.tsx';
import styles from './KitStory.module.css';

const PAGE = 150;

interface KitStoryProps {
  readonly view: KitView;
  /** Steps that pass the filters: only what happened to them is told. */
  readonly steps: readonly KitStepView[];
}

/** The kit for whoever helps: what happened in the school, newest first, with who did it. */
export function KitStory({ view, steps }: KitStoryProps) {
  const { t, format } = useLanguage();
  const [limit, setLimit] = useState(PAGE);
  const { value, failure } = useCall(
    'kit.activity',
    { establishment: view.establishment.id, limit },
    ['kitStep', 'stepComment', 'attachment'],
  );
  if (failure !== null) return <Message kind="error">{failureWords(t, failure)}</Message>;
  if (value === null) return null;
  const known = new Map(steps.map((step) => [step.id, step]));
  const entries = value.entries.filter(({ step }) => known.has(step));
  if (entries.length === 0) return <Message kind="empty">{t('kit:story.none')}</Message>;
  const days = Map.groupBy(entries, ({ at }) => format.dayOf(at));
  return (
    <div className={styles['story']}>
      {[...days].map(([day, told]) => (
        <section key={day} className={styles['day']}>
          <h2 className={styles['head']}>
            <LongDay date={day} />
          </h2>
          <ol className={styles['list']}>
            {told.map((entry) => (
              <Line
                key={`${entry.step} ${entry.kind} ${entry.at}`}
                entry={entry}
                step={known.get(entry.step)!}
              />
            ))}
          </ol>
        </section>
      ))}
      {value.more && (
        <Button variant="default" onClick={() => setLimit(limit + PAGE)}>
          {t('kit:story.more')}
        </Button>
      )}
    </div>
  );
}

function Line({ entry, step }: { entry: Activity; step: KitStepView }) {
  const { t, format, label } = useLanguage();
  const { kit } = useKit();
  const { kind, value, by, at, pending } = entry;
  const status = stepStatuses.find((known) => known === value);
  const said =
    kind === 'status'
      ? t(`status.${status ?? 'todo'}`)
      : value === null || value === ''
        ? t(`kit:story.${kind}Gone`)
        : t(`kit:story.${kind}`, { value });
  return (
    <li className={styles['line']}>
      <span className={styles['time']}>{format.time(at)}</span>
      <span>
        <button type="button" className={styles['step']} onClick={() => kit.select(step.id)}>
          {label(step.title)}
        </button>
        <span className={styles['said']} dir="auto">
          {said}
          {kind === 'status' && status === 'blocked' && step.note !== null && ` : ${step.note}`}
        </span>
      </span>
      <span className={styles['by']}>
        {by.me ? t('kit:you') : (by.name ?? t('kit:somebody'))}
        {pending && ` · ${t('row.pending')}`}
      </span>
    </li>
  );
}
