import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { EditedList } from '../../../shared/templates/listEdit.ts';
import type { DraftView } from '../../../shared/templates/templates.contract.ts';
import { useNotices } from '../../ui/notices.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import { AddEntry } from './AddEntry.tsx';
import { actionsOf, entryColumns, type DraftEntry } from './entries.tsx';
import { EntryForm } from './EntryForm.tsx';
import { KeyedList, type ListMoves } from './KeyedList.tsx';
import { RemoveEntry } from './RemoveEntry.tsx';
import { DraftKeys } from './DraftHead.tsx';
import type { Draft } from './useDraft.ts';
import styles from './draft.module.css';

interface Beside {
  readonly label: string;
  readonly content: ReactNode;
}

/** What a person does in a list beside writing the entry that is selected. */
type Doing =
  | { readonly type: 'add'; readonly after: string | null }
  | { readonly type: 'remove'; readonly id: string };

/**
 * The phases or actors of a draft, and what stands beside them.
 * @param onUndo takes the last action back, whatever it was
 */
export function useEntries(edit: Draft['edit'], onUndo: () => void) {
  const tools = useLanguage();
  const { t, label } = tools;
  const notices = useNotices();
  const [selected, setSelected] = useState<string | null>(null);
  const [doing, setDoing] = useState<Doing | null>(null);
  const [focusRound, setFocusRound] = useState(0);

  return function entriesOf(
    draft: DraftView,
    list: EditedList,
    parts: ReactNode,
  ): { content: ReactNode; panel: Beside | null } {
    const entries: readonly DraftEntry[] = draft[list];
    const find = (id: string | null) => entries.find((one) => one.id === id) ?? null;
    const write = (id: string | null) => {
      setSelected(id);
      setDoing(null);
    };
    const entry = find(selected);
    const focusList = () => setFocusRound((round) => round + 1);
    const back = () => {
      setDoing(null);
      focusList();
    };
    const moves: ListMoves = {
      onSelect: write,
      onWrite: (id) => {
        write(id);
        focusForm();
      },
      onAddAfter: (id) => setDoing({ type: 'add', after: id }),
      onMove: (id, by) => {
        write(id);
        void edit({ type: 'moveEntry', list, id, by });
      },
      onRemove: (id) => {
        // Where nothing else could take its actions over, the refusal says what to do first.
        if (actionsOf(draft, list, id) === 0 || entries.length === 1) void remove(id, null);
        else {
          setSelected(id);
          setDoing({ type: 'remove', id });
        }
      },
    };
    async function remove(id: string, to: string | null): Promise<void> {
      const at = entries.findIndex((one) => one.id === id);
      const beside = entries[at + 1] ?? entries[at - 1] ?? null;
      const name = label(entries[at]!.label);
      if ((await edit({ type: 'removeEntry', list, id, to })) === null) return;
      write(to ?? beside?.id ?? null);
      focusList();
      notices.say({
        tone: 'quiet',
        text: t(`templates:entry.${list}.removed`, { name }),
        action: { label: t('notice.undo'), keys: 'ctrl+Z', run: onUndo },
      });
    }
    async function add(name: string, after: string | null): Promise<void> {
      const added = await edit({ type: 'addEntry', list, label: name, after });
      if (added === null) return;
      write(added);
      focusList();
    }
    function panel(): Beside | null {
      if (doing?.type === 'add' && draft.mayEdit) {
        return {
          label: t(`templates:entry.${list}.new`),
          content: (
            <AddEntry
              key={doing.after}
              list={list}
              after={find(doing.after)}
              onAdd={(name) => void add(name, doing.after)}
              onClose={back}
            />
          ),
        };
      }
      const leaving = doing?.type === 'remove' ? find(doing.id) : null;
      if (leaving !== null && draft.mayEdit) {
        return {
          label: t('templates:draft.do.remove'),
          content: (
            <RemoveEntry
              key={leaving.id}
              draft={draft}
              list={list}
              entry={leaving}
              onRemove={(to) => void remove(leaving.id, to)}
              onClose={back}
            />
          ),
        };
      }
      if (entry === null) return null;
      return {
        label: label(entry.label),
        content: (
          <EntryForm
            {...moves}
            draft={draft}
            list={list}
            entry={entry}
            onSet={(set) => void edit({ type: 'setEntry', list, id: entry.id, set })}
            onLeave={focusList}
            onClose={() => write(null)}
          />
        ),
      };
    }
    return {
      panel: panel(),
      content: (
        <>
          <div className={styles['tools']}>
            <span className={styles['row']}>
              {parts}
              {draft.mayEdit && (
                <Button
                  variant="default"
                  onClick={() =>
                    setDoing({ type: 'add', after: (entry ?? entries.at(-1))?.id ?? null })
                  }
                >
                  {t(`templates:entry.${list}.add`)}
                </Button>
              )}
            </span>
            {draft.mayEdit && <DraftKeys />}
          </div>
          <KeyedList
            {...moves}
            id={`draft-${list}`}
            label={t(`templates:entry.${list}.list`)}
            columns={entryColumns(tools, draft, list)}
            rows={entries}
            idOf={({ id }) => id}
            selected={entry?.id ?? null}
            mayEdit={draft.mayEdit}
            focusRound={focusRound}
          />
        </>
      ),
    };
  };
}

/** The keyboard goes to the first text of the form, once it is there. */
function focusForm(): void {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>('[data-entry] input[type="text"]')?.focus(),
  );
}
