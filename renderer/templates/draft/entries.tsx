import { languages } from '../../../shared/kernel/language.ts';
import { names, type EditedList, type ListEdit } from '../../../shared/templates/listEdit.ts';
import type { DraftView } from '../../../shared/templates/templates.contract.ts';
import type { DataColumn } from '../../ui/DataTable.tsx';
import { LabelText } from '../../ui/LabelText.tsx';
import type { LanguageTools } from '../../ui/useLanguage.ts';

/** A phase or an actor of a draft. */
export type DraftEntry = DraftView['phases'][number] &
  Partial<Pick<DraftView['actors'][number], 'short' | 'roles'>>;
/** Some fields of a phase or of an actor with their new values. */
export type EntrySet = Extract<ListEdit, { type: 'setEntry' }>['set'];

/** How many actions of a draft name an entry. */
export function actionsOf(draft: DraftView, list: EditedList, id: string): number {
  return draft.actions.filter((action) => names(action, list, id)).length;
}

/** Columns of a list of phases or actors. */
export function entryColumns(
  { t, label, format }: LanguageTools,
  draft: DraftView,
  list: EditedList,
): DataColumn<DraftEntry>[] {
  const columns: DataColumn<DraftEntry>[] = [
    {
      id: 'label',
      label: t('templates:field.label'),
      width: 'minmax(220px, 2.4fr)',
      cell: (entry) => (
        <b title={label(entry.label)}>
          <LabelText label={entry.label} />
        </b>
      ),
    },
    {
      id: 'roles',
      label: t('templates:field.roles'),
      width: 'minmax(160px, 2fr)',
      spare: 1,
      cell: ({ roles = [] }) => (
        <bdi>{roles.length === 0 ? '—' : format.list(roles.map((role) => t(`role.${role}`)))}</bdi>
      ),
    },
    {
      id: 'languages',
      label: t('templates:entry.languages'),
      width: '100px',
      cell: (entry) => languages.filter((language) => entry.label[language]).join(' · '),
    },
    {
      id: 'actions',
      label: t('templates:col.actions'),
      width: '84px',
      end: true,
      cell: ({ id }) => format.number(actionsOf(draft, list, id)),
    },
  ];
  return list === 'phases' ? columns.filter(({ id }) => id !== 'roles') : columns;
}
