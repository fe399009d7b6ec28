import { Button, Checkbox } from '@mantine/core';
import { roles } from '../../../shared/access/roles.ts';
import type { EditedList } from '../../../shared/templates/listEdit.ts';
import type { DraftView } from '../../../shared/templates/templates.contract.ts';
import { LabelText } from '../../ui/LabelText.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { actionsOf, type DraftEntry, type EntrySet } from './entries.tsx';
import { ItemTools } from './ItemTools.tsx';
import type { ListMoves } from './KeyedList.tsx';
import { LabelFields } from './LabelFields.tsx';
import './mantine.css';
import styles from './draft.module.css';

interface EntryFormProps extends Pick<ListMoves, 'onAddAfter' | 'onMove' | 'onRemove'> {
  readonly draft: DraftView;
  readonly list: EditedList;
  readonly entry: DraftEntry;
  readonly onSet: (set: EntrySet) => void;
  /** The person goes back to the list. */
  readonly onLeave: () => void;
  readonly onClose: () => void;
}

/** Characters of a name, and of a short one. */
const MAX_LABEL = 400;
const MAX_SHORT = 40;

/** A phase or an actor of a draft: where it stands, its names, and the roles of an actor. */
export function EntryForm(props: EntryFormProps) {
  const { draft, list, entry, onSet, onLeave, onClose } = props;
  const { t } = useLanguage();
  const { id, label, short = null, roles: own = [] } = entry;
  const entries: readonly DraftEntry[] = draft[list];
  const disabled = !draft.mayEdit;
  return (
    // Escape goes back to the list, from wherever one writes in it.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={styles['panel']}
      data-entry={id}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onLeave();
      }}
    >
      <h2>
        <LabelText label={label} />
      </h2>
      {draft.mayEdit && (
        <ItemTools
          isFirst={entries[0]?.id === id}
          isLast={entries.at(-1)?.id === id}
          onMove={(by) => props.onMove(id, by)}
          onAddAfter={() => props.onAddAfter(id)}
          onRemove={() => props.onRemove(id)}
        />
      )}
      <p className={styles['hint']}>
        {t('templates:count.actions', { count: actionsOf(draft, list, id) })}
      </p>
      <LabelFields
        key={`label ${id}`}
        legend={t('templates:field.label')}
        value={label}
        required
        maxLength={MAX_LABEL}
        disabled={disabled}
        onSet={(next) => next !== null && onSet({ label: next })}
      />
      {list === 'actors' && (
        <>
          <LabelFields
            key={`short ${id}`}
            legend={t('templates:field.short')}
            hint={t('templates:entry.shortHelp')}
            value={short}
            maxLength={MAX_SHORT}
            disabled={disabled}
            onSet={(next) => onSet({ short: next })}
          />
          <fieldset className={styles['group']} disabled={disabled}>
            <legend>{t('templates:field.roles')}</legend>
            <div className={styles['ticks']}>
              {roles.map((role) => (
                <Checkbox
                  key={role}
                  label={t(`role.${role}`)}
                  checked={own.includes(role)}
                  disabled={disabled}
                  onChange={(event) => {
                    const others = own.filter((one) => one !== role);
                    onSet({ roles: event.currentTarget.checked ? [...others, role] : others });
                  }}
                />
              ))}
            </div>
            <p className={styles['hint']}>{t('templates:entry.rolesHelp')}</p>
          </fieldset>
        </>
      )}
      <p className={styles['hint']}>
        <b>{t('templates:field.id')}</b> <bdi>{id}</bdi>
      </p>
      <div className={styles['row']}>
        <Button variant="default" onClick={onClose}>
          {t('templates:do.close')}
        </Button>
      </div>
    </div>
  );
}
