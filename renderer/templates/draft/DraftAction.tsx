import { Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { DraftView } from '../../../shared/templates/templates.contract.ts';
import { LabelText } from '../../ui/LabelText.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { ActionSet } from './action.fields.ts';
import { ActionForm } from './ActionForm.tsx';
import type { ListMoves } from './DraftList.tsx';
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
        <div className={styles['row']}>
          <Button.Group>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('templates:draft.do.up')}
              title={t('templates:draft.do.up')}
              aria-disabled={isFirst}
              onClick={() => !isFirst && onMove(action.id, -1)}
            >
              <IconArrowUp size={16} aria-hidden="true" />
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('templates:draft.do.down')}
              title={t('templates:draft.do.down')}
              aria-disabled={isLast}
              onClick={() => !isLast && onMove(action.id, 1)}
            >
              <IconArrowDown size={16} aria-hidden="true" />
            </Button>
          </Button.Group>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden="true" />}
            onClick={() => onAddAfter(action.id)}
          >
            {t('templates:draft.do.addAfter')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconTrash size={16} aria-hidden="true" />}
            onClick={() => onRemove(action.id)}
          >
            {t('templates:draft.do.remove')}
          </Button>
        </div>
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
