import type { DraftView } from '../../../shared/templates/templates.contract.ts';
import { CommitArea } from '../../ui/fields.tsx';
import { Keys } from '../../ui/Keys.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { placeOf, problemWords } from './problems.words.ts';
import styles from './draft.module.css';

/** Characters of a version's note. */
const MAX_NOTE = 4_000;

/** What is new in the version, for whoever reads the kits. */
export function DraftNote({ draft, onNote }: { draft: DraftView; onNote: (note: string) => void }) {
  const { t } = useLanguage();
  return (
    <details className={styles['note']}>
      <summary>
        <b>{t('templates:draft.note')}</b> <bdi>{draft.note ?? t('templates:draft.noNote')}</bdi>
      </summary>
      <CommitArea
        label={t('templates:draft.note')}
        hint={t('templates:draft.noteHelp')}
        value={draft.note}
        maxLength={MAX_NOTE}
        disabled={!draft.mayEdit}
        onCommit={(note) => onNote(note ?? '')}
      />
    </details>
  );
}

interface DraftProblemsProps {
  readonly draft: DraftView;
  readonly onSelect: (action: string) => void;
}

/** What has to be mended before the draft can be merged; each leads to the action it is about. */
export function DraftProblems({ draft, onSelect }: DraftProblemsProps) {
  const tools = useLanguage();
  const { t, label } = tools;
  if (draft.problems.length === 0) return null;
  const titles = new Map(draft.actions.map(({ id, title }) => [id, label(title)]));
  return (
    <ul className={styles['problems']} aria-label={t('templates:draft.toMend')}>
      {draft.problems.map((problem) => {
        const action = placeOf(problem)?.action;
        return (
          <li key={`${problem.type} ${problem.at} ${problem.detail}`}>
            {action !== undefined && titles.has(action) && (
              <>
                <button type="button" onClick={() => onSelect(action)}>
                  <bdi>{titles.get(action)}</bdi>
                </button>{' '}
                —{' '}
              </>
            )}
            {problemWords(tools, draft.actions, problem)}
          </li>
        );
      })}
    </ul>
  );
}

/** The keys of the list. */
export function DraftKeys() {
  const { t } = useLanguage();
  const keys = [
    ['write', 'enter'],
    ['move', 'alt+up+down'],
    ['add', 'N'],
    ['remove', 'delete'],
    ['undo', 'ctrl+Z'],
  ] as const;
  return (
    <p className={styles['keys']}>
      {keys.map(([name, combination]) => (
        <span key={name}>
          <Keys keys={combination} /> {t(`templates:draft.keys.${name}`)}
        </span>
      ))}
    </p>
  );
}
