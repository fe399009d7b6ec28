import { Button } from '@mantine/core';
import { useCall } from '../../bridge/useCall.ts';
import type { DraftView } from '../../../shared/templates/templates.contract.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { ActionSet } from './action.fields.ts';
import styles from './draft.module.css';

interface TakenProposalProps {
  readonly programme: string;
  /** Id of the proposal that led here. */
  readonly proposal: string;
  readonly action: DraftView['actions'][number];
  readonly onSet: (set: ActionSet) => void;
  readonly onDone: () => void;
}

/** The proposal that led to an action, to write down in its fields what it asks for. */
export function TakenProposal({ programme, proposal, action, onSet, onDone }: TakenProposalProps) {
  const { t } = useLanguage();
  const { value } = useCall('templates.proposals', { programme }, ['templateProposal']);
  const found = value?.proposals.find(({ id }) => id === proposal);
  if (found === undefined) return null;
  const isNew = found.action === null;
  const description = action.description?.fr ?? '';
  const isThere = description.includes(found.text) || action.title.fr === found.text;
  return (
    <section className={styles['taken']} aria-label={t('templates:taken.title')}>
      <p>{t('templates:taken.title')}</p>
      <p dir="auto">{found.text}</p>
      <p className={styles['hint']}>{t(isNew ? 'templates:taken.new' : 'templates:taken.about')}</p>
      <div className={styles['row']}>
        {!isThere && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              const fr = [description, found.text].filter(Boolean).join('\n');
              onSet({ description: { ...action.description, fr } });
            }}
          >
            {t('templates:taken.describe')}
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={onDone}>
          {t('templates:taken.done')}
        </Button>
      </div>
    </section>
  );
}
