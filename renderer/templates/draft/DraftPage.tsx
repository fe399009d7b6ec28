import { Button } from '@mantine/core';
import { useState } from 'react';
import { useBridge } from '../../bridge/BridgeContext.tsx';
import { failureWords } from '../../bridge/failureWords.ts';
import { useCall } from '../../bridge/useCall.ts';
import { byPhase } from '../../../shared/templates/kitEdit.ts';
import { editedLists } from '../../../shared/templates/listEdit.ts';
import { Choice } from '../../ui/Choice.tsx';
import { Message } from '../../ui/Message.tsx';
import { useNotices } from '../../ui/notices.ts';
import { Page } from '../../ui/Page.tsx';
import { useReady } from '../../ui/ready.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import { CompareView } from '../CompareView.tsx';
import { TEMPLATE_ENTITIES } from '../templates.words.ts';
import { useAct } from '../useAct.ts';
import { useUndoMerge } from '../useUndoMerge.ts';
import { AddAction } from './AddAction.tsx';
import { DraftAction } from './DraftAction.tsx';
import { DraftKeys, DraftNote, DraftProblems } from './DraftHead.tsx';
import { DraftList } from './DraftList.tsx';
import type { ListMoves } from './KeyedList.tsx';
import { TakenProposal } from './TakenProposal.tsx';
import { useDraft } from './useDraft.ts';
import { useEntries } from './useEntries.tsx';
import styles from './draft.module.css';

interface DraftPageProps {
  readonly programme: string;
  readonly version: string;
  /** The action that is written; null: none. */
  readonly action: string | null;
  /** The proposal that led here; null: none did. */
  readonly proposal: string | null;
  readonly onAction: (action: string | null) => void;
  /** The proposal that led here has been written down. */
  readonly onProposalDone: () => void;
  readonly onVersions: () => void;
  /** Takes the last action back, whatever it was. */
  readonly onUndo: () => void;
}

/** What of a draft is shown. */
const PARTS = ['actions', ...editedLists] as const;
type Part = (typeof PARTS)[number];

/** A version of the template that is being written: its actions, and all that each of them says. */
export function DraftPage(props: DraftPageProps) {
  const { programme, version, action: selected, proposal, onAction, onVersions, onUndo } = props;
  const { t, label, script } = useLanguage();
  const { client } = useBridge();
  const notices = useNotices();
  const { run } = useAct();
  const { undo: undoMerge } = useUndoMerge(programme);
  const { value: draft, failure, reload, edit } = useDraft(programme, version);
  const { value: view } = useCall('templates.current', { programme }, TEMPLATE_ENTITIES);
  /** The action after which a new one is being named; null: the first of all. */
  const [adding, setAdding] = useState<{ readonly after: string | null } | null>(null);
  const [comparing, setComparing] = useState(false);
  const [part, setPart] = useState<Part>('actions');
  const entriesOf = useEntries(edit, onUndo);
  const [focusRound, setFocusRound] = useState(0);
  useReady(draft === null || view === null ? null : 'draft');

  if (failure !== null && draft === null) {
    return (
      <Message kind="error" page action={{ label: t('retry'), run: () => void reload() }}>
        {failureWords(t, failure)}
      </Message>
    );
  }
  if (draft === null || view === null) return <main aria-busy="true" />;

  const actions = byPhase(
    draft.actions,
    draft.phases.map(({ id }) => id),
  );
  const action = actions.find(({ id }) => id === selected) ?? null;
  const focusList = () => setFocusRound((round) => round + 1);
  const moves: ListMoves = {
    onSelect: (id) => {
      setAdding(null);
      onAction(id);
    },
    onWrite: (id) => {
      setPart('actions');
      setAdding(null);
      onAction(id);
      focusForm();
    },
    onAddAfter: (after) => setAdding({ after }),
    onMove: (id, by) => {
      onAction(id);
      void edit({ type: 'move', id, by });
    },
    onRemove: (id) => void remove(id),
  };
  async function remove(id: string): Promise<void> {
    const at = actions.findIndex((one) => one.id === id);
    const beside = actions[at + 1] ?? actions[at - 1] ?? null;
    const title = label(actions[at]?.title ?? { fr: id });
    // Before the list is read anew without the row, so that the keyboard always stands in a row.
    onAction(beside?.id ?? null);
    focusList();
    if ((await edit({ type: 'remove', id })) === null) return onAction(id);
    notices.say({
      tone: 'quiet',
      text: t('templates:draft.said.removed', { title }),
      action: { label: t('notice.undo'), keys: 'ctrl+Z', run: onUndo },
    });
  }
  async function drop(): Promise<void> {
    const answer = await client.call('templates.drop', { programme, version });
    if (!answer.ok) {
      notices.say({ tone: 'problem', text: failureWords(t, answer.error) });
      return;
    }
    onAction(null);
    notices.say({
      tone: 'quiet',
      text: t('templates:draft.said.dropped', { version }),
      action: { label: t('notice.undo'), keys: 'ctrl+Z', run: onUndo },
    });
  }
  const note = (text: string) =>
    void run(
      () => client.call('templates.describeDraft', { programme, version, note: text }),
      () => null,
    );

  const isAdding = adding !== null && draft.mayEdit;
  const parts = (
    <Choice
      label={t('templates:entry.parts')}
      options={PARTS.map((value) => ({ value, label: t(`templates:list.${value}`) }))}
      value={part}
      onChange={setPart}
    />
  );
  const entries = part === 'actions' ? null : entriesOf(draft, part, parts);
  const actionPanel = isAdding
    ? {
        label: t('templates:draft.new'),
        content: (
          <AddAction
            key={adding.after}
            draft={draft}
            actions={actions}
            after={actions.find(({ id }) => id === adding.after) ?? null}
            onAdd={async (change) => {
              const added = await edit(change);
              if (added === null) return;
              setAdding(null);
              onAction(added);
              focusList();
            }}
            onClose={() => {
              setAdding(null);
              focusList();
            }}
          />
        ),
      }
    : action !== null
      ? {
          label: label(action.title),
          content: (
            <DraftAction
              {...moves}
              draft={draft}
              actions={actions}
              action={action}
              reason={
                proposal !== null && (
                  <TakenProposal
                    programme={programme}
                    proposal={proposal}
                    action={action}
                    onSet={(set) => void edit({ type: 'set', id: action.id, set })}
                    onDone={props.onProposalDone}
                  />
                )
              }
              onSet={(set) => void edit({ type: 'set', id: action.id, set })}
              onLeave={focusList}
              onClose={() => onAction(null)}
            />
          ),
        }
      : null;
  const panel = entries === null ? actionPanel : entries.panel;
  const line = [
    ...(draft.state === 'draft' ? [] : [t(`templates:state.${draft.state}`)]),
    t('templates:count.actions', { count: actions.length }),
    ...(draft.basedOn === null ? [] : [t('templates:draft.basedOn', { version: draft.basedOn })]),
    ...(draft.problems.length > 0
      ? [t('templates:draft.problems', { count: draft.problems.length })]
      : []),
  ];
  return (
    <Page
      title={
        <>
          {t(draft.state === 'draft' ? 'templates:draft.title' : 'templates:draft.titleOther', {
            version,
          })}{' '}
          · <bdi>{script(view.programme.name)}</bdi>
        </>
      }
      line={line.join(' · ')}
      actions={
        !comparing && (
          <>
            <Button variant="default" onClick={onVersions}>
              {t('templates:do.back')}
            </Button>
            {draft.mayEdit && (
              <>
                <Button variant="default" onClick={() => void drop()}>
                  {t('templates:draft.do.drop')}
                </Button>
                <Button onClick={() => setComparing(true)}>
                  {t('templates:draft.do.compare')}
                </Button>
              </>
            )}
          </>
        )
      }
      panel={comparing ? null : panel}
    >
      {comparing ? (
        <CompareView
          view={view}
          version={version}
          back={t('templates:draft.do.back')}
          onUndo={undoMerge}
          onClose={() => setComparing(false)}
        />
      ) : (
        <>
          <DraftNote draft={draft} onNote={note} />
          <DraftProblems draft={draft} onSelect={moves.onWrite} />
          {entries?.content ?? (
            <>
              <div className={styles['tools']}>
                <span className={styles['row']}>
                  {parts}
                  {draft.mayEdit && actions.length > 0 && (
                    <Button
                      variant="default"
                      onClick={() => setAdding({ after: selected ?? actions.at(-1)!.id })}
                    >
                      {t('templates:draft.do.new')}
                    </Button>
                  )}
                </span>
                {draft.mayEdit && actions.length > 0 && <DraftKeys />}
              </div>
              {actions.length === 0 ? (
                <Message
                  kind="empty"
                  action={
                    draft.mayEdit
                      ? {
                          label: t('templates:draft.do.addFirst'),
                          run: () => setAdding({ after: null }),
                        }
                      : undefined
                  }
                >
                  {t('templates:draft.empty')}
                </Message>
              ) : (
                <DraftList
                  {...moves}
                  draft={draft}
                  selected={selected}
                  isNarrow={panel !== null}
                  focusRound={focusRound}
                />
              )}
            </>
          )}
        </>
      )}
    </Page>
  );
}

/** The keyboard goes to the first text of the form, once it is there. */
function focusForm(): void {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>('[data-action] input[type="text"]')?.focus(),
  );
}
