import { useState } from 'react';
import { roles } from '../../shared/access/roles.ts';
import { communicationKinds } from '../../shared/knowledge/communication.entity.ts';
import type { CommunicationView, Knowledge } from '../../shared/knowledge/knowledge.contract.ts';
import { useWordsOf } from '../bridge/useTerms.ts';
import { useDo } from '../bridge/useDo.ts';
import { CommitArea, CommitField, DateField, SelectField } from '../ui/fields.tsx';
import { ManyField } from '../ui/ManyField.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { FormFoot } from './FormFoot.tsx';
import { PlaceChoice } from './PlaceChoice.tsx';
import styles from './Knowledge.module.css';

interface CommunicationFormProps {
  readonly knowledge: Knowledge;
  /** Undefined: a new one. */
  readonly communication: CommunicationView | undefined;
  readonly onDone: (id: string) => void;
  readonly onClose: () => void;
}

type Draft = Pick<
  CommunicationView,
  'kind' | 'until' | 'title' | 'body' | 'target' | 'roles' | 'reached'
> & {
  readonly on: string;
};

/** What was said to whom, when, and until when an announcement is shown. */
export function CommunicationForm(props: CommunicationFormProps) {
  const { knowledge, communication, onDone, onClose } = props;
  const { sayTo, today } = knowledge;
  const { t } = useLanguage();
  const { run, busy } = useDo();
  const { role: roleWords } = useWordsOf()(null);
  const [place, setPlace] = useState(communication?.place.scope ?? sayTo[0]?.scope ?? '');
  const [asked, setAsked] = useState(false);
  const [draft, setDraft] = useState<Draft>(() => ({
    kind: communication?.kind ?? 'mail',
    on: communication?.on ?? today,
    until: communication?.until ?? null,
    title: communication?.title ?? '',
    body: communication?.body ?? null,
    target: communication?.target ?? null,
    roles: communication?.roles ?? [],
    reached: communication?.reached ?? null,
  }));
  const set = (part: Partial<Draft>): void => setDraft((now) => ({ ...now, ...part }));
  const disabled = communication !== undefined && !communication.mayWrite;
  const id = communication?.id;

  async function save(): Promise<void> {
    setAsked(true);
    if (draft.title.trim() === '') return;
    const which = id === undefined ? {} : { id };
    const saved = await run('knowledge.say', { ...which, place, set: draft }, () =>
      t('knowledge:done.said'),
    );
    if (saved !== null) onDone(saved.id);
  }
  return (
    <div className={styles['panel']}>
      <h2 className={styles['title']}>
        <bdi>{communication?.title ?? t('knowledge:new.communications')}</bdi>
      </h2>
      {communication === undefined && (
        <PlaceChoice places={sayTo} value={place} onChange={setPlace} />
      )}
      <SelectField
        label={t('knowledge:col.kind')}
        value={draft.kind}
        disabled={disabled}
        options={communicationKinds.map((value) => ({
          value,
          label: t(`knowledge:communication.${value}`),
        }))}
        onChange={(kind) => set({ kind: kind as CommunicationView['kind'] })}
      />
      <CommitField
        label={t('knowledge:col.title')}
        value={draft.title === '' ? null : draft.title}
        maxLength={400}
        disabled={disabled}
        wrong={asked && draft.title.trim() === '' ? t('knowledge:needed') : undefined}
        onCommit={(title) => set({ title: title ?? '' })}
      />
      <DateField
        label={t('knowledge:col.on')}
        value={draft.on}
        today={today}
        disabled={disabled}
        onCommit={(on) => set({ on: on ?? today })}
      />
      {draft.kind === 'announcement' && (
        <DateField
          label={t('knowledge:shownUntil')}
          value={draft.until}
          today={today}
          min={draft.on}
          disabled={disabled}
          onCommit={(until) => set({ until })}
        />
      )}
      {draft.kind === 'announcement' && (
        <ManyField
          label={t('knowledge:col.shownTo')}
          values={draft.roles}
          disabled={disabled}
          options={roles.map((value) => ({ value, label: roleWords(value, null) }))}
          add={t('knowledge:everybody')}
          onChange={(chosen) => set({ roles: chosen as Draft['roles'] })}
        />
      )}
      <CommitField
        label={t('knowledge:col.target')}
        value={draft.target}
        maxLength={400}
        disabled={disabled}
        onCommit={(target) => set({ target })}
      />
      <CommitField
        label={t('knowledge:reachedCount')}
        type="number"
        min={0}
        step={1}
        value={draft.reached === null ? null : String(draft.reached)}
        disabled={disabled}
        onCommit={(reached) =>
          set({ reached: reached === null ? null : Math.max(0, Math.trunc(Number(reached))) })
        }
      />
      <CommitArea
        label={t('knowledge:text')}
        value={draft.body}
        maxLength={20_000}
        disabled={disabled}
        onCommit={(body) => set({ body })}
      />
      {!disabled && (
        <FormFoot
          kind="communication"
          id={id}
          busy={busy}
          onSave={() => void save()}
          onClose={onClose}
        />
      )}
    </div>
  );
}
