import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useBridge } from '../bridge/BridgeContext.tsx';
import type { ProposalView, TemplateView } from '../../shared/templates/templates.contract.ts';
import { LabelText } from '../ui/LabelText.tsx';
import { Tag, type Tone } from '../ui/Tag.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { TakeForm } from './TakeForm.tsx';
import type { DraftAddress } from './templates.words.ts';
import { useAct } from './useAct.ts';
import styles from './templates.module.css';

const TONES: Record<ProposalView['state'], Tone> = {
  open: 'wait',
  taken: 'done',
  declined: 'plain',
};

interface ProposalItemProps {
  readonly view: TemplateView;
  readonly proposal: ProposalView;
  readonly onDraft: (draft: DraftAddress) => void;
}

/** One proposal, with its answer or the means to give one. */
export function ProposalItem({ view, proposal, onDraft }: ProposalItemProps) {
  const { t, format } = useLanguage();
  const { client } = useBridge();
  const { run, busy } = useAct();
  const [answer, setAnswer] = useState('');
  const [isTaking, setTaking] = useState(false);
  const { id, title, text, state, by, at, blockedIn } = proposal;
  const decline = () =>
    run(
      () => client.call('templates.answerProposal', { id, state: 'declined', answer }),
      () => t('templates:said.declined'),
    );
  const source = [
    by,
    at === null ? null : format.longDay(format.dayOf(at)),
    blockedIn > 0 ? t('templates:blocked.in', { count: blockedIn }) : null,
  ].filter((part) => part !== null);
  return (
    <li className={styles['item']}>
      <div className={styles['row']}>
        <Tag tone={TONES[state]}>{t(`templates:proposal.${state}`)}</Tag>
        <b>{title === null ? t('templates:propose.newAction') : <LabelText label={title} />}</b>
      </div>
      <p dir="auto" className={styles['text']}>
        {text}
      </p>
      <p className={styles['note']}>{source.join(' · ')}</p>
      {proposal.answer !== null && (
        <p>
          {t('templates:proposal.answer')} <bdi>{proposal.answer}</bdi>
        </p>
      )}
      {state === 'open' && view.mayEdit && (
        <div className={styles['row']}>
          <TextInput
            aria-label={t('templates:proposal.answerLabel')}
            placeholder={t('templates:proposal.answerLabel')}
            className={styles['grow']}
            value={answer}
            dir="auto"
            maxLength={2000}
            onChange={(event) => setAnswer(event.currentTarget.value)}
          />
          <Button variant="default" disabled={busy} onClick={() => void decline()}>
            {t('templates:do.decline')}
          </Button>
          <Button aria-expanded={isTaking} disabled={busy} onClick={() => setTaking(!isTaking)}>
            {t('templates:do.take')}
          </Button>
        </div>
      )}
      {state === 'open' && view.mayEdit && isTaking && (
        <TakeForm
          view={view}
          proposal={proposal}
          answer={answer}
          onDraft={onDraft}
          onClose={() => setTaking(false)}
        />
      )}
    </li>
  );
}
