import { useState } from 'react';
import { placeKinds } from '../../shared/knowledge/communication.entity.ts';
import type { Knowledge, LinkedPlaceView } from '../../shared/knowledge/knowledge.contract.ts';
import { useDo } from '../bridge/useDo.ts';
import { CommitArea, CommitField, SelectField } from '../ui/fields.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { FormFoot } from './FormFoot.tsx';
import { PlaceChoice } from './PlaceChoice.tsx';
import styles from './Knowledge.module.css';

interface PlaceFormProps {
  readonly knowledge: Knowledge;
  /** Undefined: a new one. */
  readonly place: LinkedPlaceView | undefined;
  readonly onDone: (id: string) => void;
  readonly onClose: () => void;
}

type Draft = Pick<LinkedPlaceView, 'kind' | 'label' | 'address' | 'note'>;

/** A place elsewhere: what it is, what it is called, and where. */
export function PlaceForm({ knowledge: { sayTo }, place, onDone, onClose }: PlaceFormProps) {
  const { t } = useLanguage();
  const { run, busy } = useDo();
  const [scope, setScope] = useState(place?.place.scope ?? sayTo[0]?.scope ?? '');
  const [asked, setAsked] = useState(false);
  const [draft, setDraft] = useState<Draft>(() => ({
    kind: place?.kind ?? 'documents',
    label: place?.label ?? '',
    address: place?.address ?? null,
    note: place?.note ?? null,
  }));
  const set = (part: Partial<Draft>): void => setDraft((now) => ({ ...now, ...part }));
  const disabled = place !== undefined && !place.mayWrite;
  const id = place?.id;

  async function save(): Promise<void> {
    setAsked(true);
    if (draft.label.trim() === '') return;
    const which = id === undefined ? {} : { id };
    const input = { ...which, place: scope, set: draft };
    const saved = await run('knowledge.savePlace', input, () => t('knowledge:done.saved'));
    if (saved !== null) onDone(saved.id);
  }
  return (
    <div className={styles['panel']}>
      <h2 className={styles['title']}>
        <bdi>{place?.label ?? t('knowledge:new.places')}</bdi>
      </h2>
      {place === undefined && <PlaceChoice places={sayTo} value={scope} onChange={setScope} />}
      <SelectField
        label={t('knowledge:col.kind')}
        value={draft.kind}
        disabled={disabled}
        options={placeKinds.map((value) => ({ value, label: t(`knowledge:place.${value}`) }))}
        onChange={(kind) => set({ kind: kind as LinkedPlaceView['kind'] })}
      />
      <CommitField
        label={t('knowledge:label')}
        value={draft.label === '' ? null : draft.label}
        maxLength={200}
        disabled={disabled}
        wrong={asked && draft.label.trim() === '' ? t('knowledge:needed') : undefined}
        onCommit={(label) => set({ label: label ?? '' })}
      />
      <CommitField
        label={t('knowledge:address')}
        type="url"
        value={draft.address}
        maxLength={1_000}
        disabled={disabled}
        onCommit={(address) => set({ address })}
      />
      <CommitArea
        label={t('knowledge:note')}
        value={draft.note}
        maxLength={2_000}
        disabled={disabled}
        onCommit={(note) => set({ note })}
      />
      {!disabled && (
        <FormFoot
          kind="linkedPlace"
          id={id}
          busy={busy}
          onSave={() => void save()}
          onClose={onClose}
        />
      )}
    </div>
  );
}
