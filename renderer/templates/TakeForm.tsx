import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useBridge } from '../bridge/BridgeContext.tsx';
import type { ProposalView, TemplateView } from '../../shared/templates/templates.contract.ts';
import { compareVersions } from '../../shared/templates/versions.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import type { DraftAddress } from './templates.words.ts';
import { useAct } from './useAct.ts';
import styles from './templates.module.css';

interface TakeFormProps {
  readonly view: TemplateView;
  readonly proposal: ProposalView;
  readonly answer: string;
  readonly onDraft: (draft: DraftAddress) => void;
  readonly onClose: () => void;
}

const NEW_DRAFT = '';

/** Takes a proposal: into a draft, which opens at what it is about, or without writing anything. */
export function TakeForm({ view, proposal, answer, onDraft, onClose }: TakeFormProps) {
  const { t } = useLanguage();
  const { client } = useBridge();
  const { run, busy } = useAct();
  const drafts = view.versions
    .filter(({ state }) => state === 'draft')
    .map(({ version }) => version)
    .toSorted((a, b) => compareVersions(b, a));
  const [into, setInto] = useState(drafts[0] ?? NEW_DRAFT);
  const { id } = proposal;
  const programme = view.programme.id;

  async function write(): Promise<void> {
    const version = into === NEW_DRAFT ? null : into;
    const taken = await run(
      () => client.call('templates.takeProposal', { id, answer, version }),
      (done) => t('templates:said.takenInto', { version: done.version }),
    );
    if (taken !== null) onDraft({ programme, ...taken, proposal: id });
  }
  async function take(): Promise<void> {
    const done = await run(
      async () => {
        const answered = await client.call('templates.answerProposal', {
          id,
          state: 'taken',
          answer,
        });
        return answered.ok ? { ok: true as const, value: true } : answered;
      },
      () => t('templates:said.taken'),
    );
    if (done !== null) onClose();
  }
  return (
    <div className={styles['take']}>
      <NativeSelect
        label={t('templates:take.into')}
        description={t(
          proposal.action === null ? 'templates:take.newAction' : 'templates:take.action',
        )}
        value={into}
        data={[
          ...drafts.map((version) => ({
            value: version,
            label: t('templates:take.draft', { version }),
          })),
          { value: NEW_DRAFT, label: t('templates:take.newDraft') },
        ]}
        ref={takeFocus}
        onChange={(event) => setInto(event.currentTarget.value)}
      />
      <div className={styles['row']}>
        <Button loading={busy} onClick={() => void write()}>
          {t('templates:take.write')}
        </Button>
        <Button variant="default" disabled={busy} onClick={() => void take()}>
          {t('templates:take.only')}
        </Button>
        <Button variant="subtle" disabled={busy} onClick={onClose}>
          {t('templates:take.cancel')}
        </Button>
      </div>
    </div>
  );
}

function takeFocus(field: HTMLSelectElement | null): void {
  field?.focus();
}
