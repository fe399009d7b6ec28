import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { DraftView } from '../../../shared/templates/templates.contract.ts';
import { LabelText } from '../../ui/LabelText.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { ActionSet } from './action.fields.ts';
import { ActionForm } from './ActionForm.tsx';
import { ItemTools } from './ItemTools.tsx';
import type { ListMoves } from './KeyedList.tsx';
import { problemsAt } from './problems.words.ts';
import styles from './draft.module.css';

interface DraftActionProps extends Pick<ListMoves, 'onAddAfter' | 'onMove' | 'onRemove'> {
  readonly draft: DraftView;
  readonly actions: DraftView['actions'];
  readonly action: DraftView['actions'][number];
  /** What led here, such as a proposal that was taken. */
  readonly reason: ReactNode;
  readonly onSet: (set: ActionSet) => void;
  /** The person goes back to the list. */
  readonly onLeave: () => void;
  readonly onClose: () => void;
}

/** One action of a draft: where it stands, and all of its fields. */
export function DraftAction(props: DraftActionProps) {
  const { draft, actions, action, reason, onSet, onMove, onAddAfter, onRemove, onLeave } = props;
  const { t } = useLanguage();
  const at = actions.indexOf(action);
  const lastPhase = draft.phases.at(-1)?.id;
  const isFirst = at === 0 && action.phase === draft.phases[0]?.id;
  const isLast = at === actions.length - 1 && action.phase === lastPhase;
  return (
    // Escape goes back to the list, from wherever one writes in it.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={styles['panel']}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onLeave();
      }}
    >
      <h2>
        <LabelText label={action.title} />
      </h2>
      {draft.mayEdit && (
        <ItemTools
          isFirst={isFirst}
          isLast={isLast}
          onMove={(by) => onMove(action.id, by)}
          onAddAfter={() => onAddAfter(action.id)}
          onRemove={() => onRemove(action.id)}
        />
      )}
      {reason}
      <ActionForm
        key={action.id}
        action={action}
        frame={draft}
        actions={actions}
        problems={problemsAt(draft.problems, action.id)}
        disabled={!draft.mayEdit}
        onSet={onSet}
      />
      <div className={styles['row']}>
        <Button variant="default" onClick={props.onClose}>
          {t('templates:do.close')}
        </Button>
      </div>
    </div>
  );
}
