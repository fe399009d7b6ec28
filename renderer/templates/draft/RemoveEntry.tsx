import { Button } from '@mantine/core';
import { useEffect, useId, useState, type FormEvent } from 'react';
import type { EditedList } from '../../../shared/templates/listEdit.ts';
import type { DraftView } from '../../../shared/templates/templates.contract.ts';
import { SelectField } from '../../ui/fields.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { actionsOf, type DraftEntry } from './entries.tsx';
import { isolated } from './problems.words.ts';
import styles from './draft.module.css';

interface RemoveEntryProps {
  readonly draft: DraftView;
  readonly list: EditedList;
  readonly entry: DraftEntry;
  /** Removes it; `to` takes its actions over. */
  readonly onRemove: (to: string) => void;
  readonly onClose: () => void;
}

/** A phase or an actor that actions still name: which other takes them over. */
export function RemoveEntry({ draft, list, entry, onRemove, onClose }: RemoveEntryProps) {
  const { t, label, format } = useLanguage();
  const entries: readonly DraftEntry[] = draft[list];
  const at = entries.indexOf(entry);
  const others = entries.filter((one) => one !== entry);
  const [to, setTo] = useState((entries[at - 1] ?? entries[at + 1])?.id ?? '');
  const form = useId();
  // After the list, whose keyboard goes to the row that is selected.
  useEffect(() => {
    requestAnimationFrame(() =>
      document.getElementById(form)?.querySelector<HTMLElement>('select')?.focus(),
    );
  }, [form]);
  function remove(event: FormEvent): void {
    event.preventDefault();
    onRemove(to);
  }
  return (
    // Escape leaves it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className={styles['panel']}
      id={form}
      onSubmit={remove}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <h2>{t('templates:draft.do.remove')}</h2>
      <p>
        {t('templates:entry.inUse', {
          name: isolated(label(entry.label)),
          n: format.number(actionsOf(draft, list, entry.id)),
        })}{' '}
        {t(`templates:entry.${list}.takeOver`)}
      </p>
      <SelectField
        label={t(`templates:entry.${list}.others`)}
        value={to}
        options={others.map((one) => ({ value: one.id, label: label(one.label) }))}
        onChange={setTo}
      />
      <div className={styles['row']}>
        <Button type="submit">{t('templates:entry.handOver')}</Button>
        <Button variant="default" onClick={onClose}>
          {t('templates:draft.do.cancel')}
        </Button>
      </div>
    </form>
  );
}
