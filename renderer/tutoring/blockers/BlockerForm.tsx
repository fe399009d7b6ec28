import { Button } from '@mantine/core';
import { useId, useState } from 'react';
import type { BlockerDetail, BlockerRegister } from '../../../shared/tutoring/blockers.contract.ts';
import { useCall } from '../../bridge/useCall.ts';
import { useDo } from '../../bridge/useDo.ts';
import { CommitArea, CommitField, SelectField } from '../../ui/fields.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { BlockerState } from './BlockerState.tsx';
import { READ_BLOCKERS } from './blockerReads.ts';
import styles from './Blockers.module.css';

interface BlockerFormProps {
  readonly register: BlockerRegister;
  /** Undefined: a new one. */
  readonly blocker?: BlockerDetail;
  readonly onDone: (id: string) => void;
  readonly onClose: () => void;
}

/** What is said of a blocker. While a new one is named, those that are like it are shown. */
export function BlockerForm({ register, blocker, onDone, onClose }: BlockerFormProps) {
  const { t, label } = useLanguage();
  const { run, busy } = useDo();
  const titleId = useId();
  const [asked, setAsked] = useState(false);
  const [draft, setDraft] = useState(() => ({
    title: blocker?.title ?? '',
    description: blocker?.description ?? null,
    theme: blocker?.theme ?? null,
    sphere: blocker?.sphere ?? null,
    action: blocker?.action ?? null,
    answer: blocker?.answer ?? null,
  }));
  const set = (part: Partial<typeof draft>): void => setDraft({ ...draft, ...part });
  const isUntitled = asked && draft.title.trim() === '';

  async function save(): Promise<void> {
    setAsked(true);
    if (draft.title.trim() === '') return document.getElementById(titleId)?.focus();
    const which = blocker === undefined ? {} : { id: blocker.id };
    const saved = await run(
      'blockers.save',
      { wave: register.wave.id, ...which, set: { ...draft, title: draft.title.trim() } },
      () => t('blockers:done.saved'),
    );
    if (saved !== null) onDone(saved.id);
  }
  return (
    <form
      className={styles['panel']}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h2 className={styles['title']}>
        {t(blocker === undefined ? 'blockers:new' : 'blockers:edit')}
      </h2>
      <div className={styles['section']}>
        <label htmlFor={titleId}>{t('blockers:col.title')}</label>
        <TextArea
          id={titleId}
          value={draft.title}
          maxLength={400}
          aria-invalid={isUntitled}
          aria-describedby={`${titleId}-more`}
          onChange={(event) => set({ title: event.currentTarget.value.replaceAll('\n', ' ') })}
        />
        <span id={`${titleId}-more`} className={styles['quiet']}>
          {t(isUntitled ? 'blockers:needed' : 'blockers:titleHint')}
        </span>
      </div>
      {blocker === undefined && (
        <Similar wave={register.wave.id} text={draft.title} onOpen={onDone} />
      )}
      <CommitField
        label={t('blockers:col.theme')}
        value={draft.theme}
        placeholder={register.themes.slice(0, 3).join(', ')}
        maxLength={200}
        onCommit={(theme) => set({ theme })}
      />
      <SelectField
        label={t('blockers:action')}
        value={draft.action ?? ''}
        options={[
          { value: '', label: t('blockers:noAction') },
          ...register.actions.map(({ id, title }) => ({ value: id, label: label(title) })),
        ]}
        onChange={(action) => set({ action: action === '' ? null : action })}
      />
      <CommitArea
        label={t('blockers:description')}
        value={draft.description}
        maxLength={8_000}
        onCommit={(description) => set({ description })}
      />
      <CommitArea
        label={t('blockers:answer')}
        value={draft.answer}
        maxLength={8_000}
        onCommit={(answer) => set({ answer })}
      />
      <div className={styles['row']}>
        <Button type="submit" disabled={busy}>
          {t('blockers:save')}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {t('blockers:giveUp')}
        </Button>
      </div>
    </form>
  );
}

interface SimilarProps {
  readonly wave: string;
  readonly text: string;
  readonly onOpen: (id: string) => void;
}

function Similar({ wave, text, onOpen }: SimilarProps) {
  const { t } = useLanguage();
  const asked = text.trim().length < 4 ? null : { wave, text };
  const { value } = useCall('blockers.similar', asked, READ_BLOCKERS);
  const found = asked === null ? [] : (value ?? []);
  return (
    <div role="status">
      {found.length > 0 && (
        <div className={styles['similar']}>
          <b>{t('blockers:similar')}</b>
          {found.map(({ id, title, state }) => (
            <span key={id} className={styles['row']}>
              <button type="button" className={styles['link']} onClick={() => onOpen(id)}>
                <bdi>{title}</bdi>
              </button>
              <BlockerState state={state} />
            </span>
          ))}
        </div>
      )}
    </div>
  );
}
