import { byPhase } from '../../shared/templates/kitEdit.ts';
import type { DraftView, TemplateView } from '../../shared/templates/templates.contract.ts';
import type { DataColumn } from '../ui/DataTable.tsx';
import { Tag } from '../ui/Tag.tsx';
import type { OffsetWords } from '../bridge/useOffset.ts';
import type { LanguageTools } from '../ui/useLanguage.ts';
import { namesOf } from '../bridge/kitWords.ts';
import styles from './templates.module.css';

/** What names the parts of an action: lists of the kit. */
export type KitFrame = Pick<TemplateView, 'phases' | 'actors' | 'variants' | 'levels'>;
type Action = DraftView['actions'][number] & { readonly retired?: boolean };

/** An action in a list that is read phase by phase. */
export interface ActionRow<A extends Action = Action> {
  readonly action: A;
  /** It is the first of its phase, which is named there. */
  readonly opens: boolean;
}

/** Actions phase by phase; those that a version retired come last. */
export function actionRows<A extends Action>(
  actions: readonly A[],
  frame: KitFrame,
): ActionRow<A>[] {
  const phases = frame.phases.map(({ id }) => id);
  const ordered = byPhase(actions, phases).toSorted(
    (a, b) => Number(a.retired ?? false) - Number(b.retired ?? false),
  );
  return ordered.map((action, at) => ({ action, opens: ordered[at - 1]?.phase !== action.phase }));
}

/** Columns of a list of actions. */
export function actionColumns(
  { t, label, format, language }: LanguageTools,
  offset: OffsetWords,
  frame: KitFrame,
  isWrong: (action: string) => boolean = () => false,
): DataColumn<ActionRow>[] {
  return [
    {
      id: 'phase',
      label: t('templates:field.phase'),
      width: 'minmax(140px, 1.2fr)',
      cell: ({ action, opens }) =>
        opens && (
          <b title={namesOf({ label, format }, frame.phases, [action.phase])}>
            <bdi>{namesOf({ label, format }, frame.phases, [action.phase])}</bdi>
          </b>
        ),
    },
    {
      id: 'title',
      label: t('templates:field.title'),
      width: 'minmax(220px, 2.4fr)',
      cell: ({ action }) => (
        <span className={styles['name']} title={label(action.title)}>
          {action.retired === true && <Tag tone="plain">{t('templates:retired')}</Tag>}
          {isWrong(action.id) && <Tag tone="late">{t('templates:draft.wrong')}</Tag>}
          <span dir="auto">{label(action.title)}</span>
        </span>
      ),
    },
    {
      id: 'due',
      label: t('templates:field.dueOffsetDays'),
      // Arabic says it in a sentence.
      width: language === 'ar' ? '232px' : '84px',
      end: language !== 'ar',
      cell: ({ action }) => <bdi className={styles['figure']}>{offset(action.dueOffsetDays)}</bdi>,
    },
    {
      id: 'who',
      spare: 1,
      label: t('templates:field.actors'),
      width: 'minmax(130px, 1fr)',
      cell: ({ action }) => <bdi>{namesOf({ label, format }, frame.actors, action.actors)}</bdi>,
    },
    {
      id: 'evidence',
      label: t('templates:field.evidence'),
      width: '104px',
      cell: ({ action }) =>
        action.evidence === 'none' ? '—' : t(`templates:evidence.${action.evidence}`),
    },
    {
      id: 'blocking',
      label: t('templates:field.blocking'),
      width: '90px',
      cell: ({ action }) => (action.blocking ? <b>{t('templates:yes')}</b> : '—'),
    },
  ];
}

/** The same beside a panel, which says the rest of the one that is selected. */
export function narrowColumns(columns: readonly DataColumn<ActionRow>[]): DataColumn<ActionRow>[] {
  return columns.filter(({ id }) => id !== 'evidence' && id !== 'blocking');
}
