import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { KitEdit } from '../../../shared/templates/kitEdit.ts';
import type { DraftView } from '../../../shared/templates/templates.contract.ts';
import { SelectField } from '../../ui/fields.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from './draft.module.css';

interface AddActionProps {
  readonly draft: DraftView;
  /** Actions in the order in which the kit is read. */
  readonly actions: DraftView['actions'];
  /** The action after which the new one comes; null: there is none. */
  readonly after: DraftView['actions'][number] | null;
  readonly onAdd: (edit: KitEdit) => Promise<unknown>;
  readonly onClose: () => void;
}

/** Characters of a title. */
const MAX_TITLE = 400;

/** A new action: its title and its phase; the rest is written once it is there. */
export function AddAction({ draft, actions, after, onAdd, onClose }: AddActionProps) {
  const { t, label } = useLanguage();
  const [title, setTitle] = useState('');
  const [phase, setPhase] = useState(after?.phase ?? draft.phases[0]?.id ?? '');
  const before =
    after?.phase === phase ? after : (actions.findLast((one) => one.phase === phase) ?? null);

  function add(event: FormEvent): void {
    event.preventDefault();
    if (title.trim() === '') return;
    const action = { phase, title: title.trim() };
    void onAdd({ type: 'add', action, after: before?.id ?? null });
  }
  return (
    // Escape leaves it, wherever one writes in it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className={styles['panel']}
      onSubmit={add}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <h2>{t('templates:draft.new')}</h2>
      <TextInput
        label={t('templates:field.title')}
        value={title}
        dir="auto"
        required
        withAsterisk={false}
        ref={takeFocus}
        maxLength={MAX_TITLE}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <SelectField
        label={t('templates:field.phase')}
        value={phase}
        options={draft.phases.map(({ id, label: name }) => ({ value: id, label: label(name) }))}
        hint={
          before === null
            ? t('templates:draft.firstOfPhase')
            : t('templates:after', { title: label(before.title) })
        }
        onChange={setPhase}
      />
      <div className={styles['row']}>
        <Button type="submit" disabled={title.trim() === ''}>
          {t('templates:draft.do.add')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('templates:draft.do.cancel')}
        </Button>
      </div>
    </form>
  );
}

function takeFocus(field: HTMLInputElement | null): void {
  field?.focus();
}
