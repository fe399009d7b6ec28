import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { EditedList } from '../../../shared/templates/listEdit.ts';
import { useFirstField } from '../../ui/useFirstField.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { DraftEntry } from './entries.tsx';
import styles from './draft.module.css';

interface AddEntryProps {
  readonly list: EditedList;
  /** The entry after which the new one comes; null: it comes first. */
  readonly after: DraftEntry | null;
  readonly onAdd: (label: string) => void;
  readonly onClose: () => void;
}

/** Characters of a name. */
const MAX_LABEL = 400;

/** A new phase or actor: its name in French; the rest is written once it is there. */
export function AddEntry({ list, after, onAdd, onClose }: AddEntryProps) {
  const { t, label } = useLanguage();
  const [name, setName] = useState('');
  function add(event: FormEvent): void {
    event.preventDefault();
    if (name.trim() !== '') onAdd(name.trim());
  }
  return (
    // Escape leaves it, wherever one writes in it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className={styles['panel']}
      ref={useFirstField<HTMLFormElement>()}
      onSubmit={add}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <h2>{t(`templates:entry.${list}.new`)}</h2>
      <TextInput
        label={t('templates:entry.name')}
        value={name}
        lang="fr"
        dir="auto"
        required
        withAsterisk={false}
        maxLength={MAX_LABEL}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <p className={styles['hint']}>
        {after === null
          ? t('templates:first')
          : t('templates:after', { title: label(after.label) })}
      </p>
      <div className={styles['row']}>
        <Button type="submit" disabled={name.trim() === ''}>
          {t('templates:draft.do.add')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('templates:draft.do.cancel')}
        </Button>
      </div>
    </form>
  );
}
