import { createStore, type StoreApi } from 'zustand/vanilla';
import type { JsonValue } from '../../shared/schema/entity.ts';
import type { ConflictView } from '../../shared/sync/sync.contract.ts';
import type { ConflictGroup } from './conflictGroups.ts';

export interface ReviewState {
  /** Cards that the person put off, in this run of the program. */
  readonly later: ReadonlySet<string>;
  /** Conflicts that somebody else settled while they were in sight here. */
  readonly gone: readonly ConflictView[];
  /** The card that the keyboard is on. */
  readonly selected: string | null;
  /** Third versions that are being written, by conflict. */
  readonly drafts: ReadonlyMap<string, string>;
}

/** What a person is in the middle of, when they go to another page and come back. */
export interface ReviewStore {
  readonly store: StoreApi<ReviewState>;
  select(key: string | null): void;
  putOff(key: string): void;
  takeUp(key: string): void;
  /** The person settles these: their going is no news. Call what is answered if it failed. */
  settling(ids: readonly string[]): () => void;
  /** Looks which conflicts went by somebody else's doing since the last time. */
  see(conflicts: readonly ConflictView[]): void;
  forget(id: string): void;
  draft(id: string, text: string | null): void;
}

export function createReviewStore(): ReviewStore {
  const store = createStore<ReviewState>(() => ({
    later: new Set(),
    gone: [],
    selected: null,
    drafts: new Map(),
  }));
  const own = new Set<string>();
  let seen = new Map<string, ConflictView>();

  const change = (key: string, on: boolean): void => {
    const later = new Set(store.getState().later);
    if (on) later.add(key);
    else later.delete(key);
    store.setState({ later });
  };
  return {
    store,
    select: (selected) => store.setState({ selected }),
    putOff: (key) => change(key, true),
    takeUp: (key) => change(key, false),
    settling(ids) {
      for (const id of ids) own.add(id);
      return () => {
        for (const id of ids) own.delete(id);
      };
    },
    see(conflicts) {
      const open = new Map(conflicts.map((conflict) => [conflict.id, conflict]));
      const went = [...seen.values()].filter(({ id }) => !open.has(id) && !own.has(id));
      // One that was settled here and is open again was taken back: it may go by others once more.
      for (const id of open.keys()) if (!seen.has(id)) own.delete(id);
      seen = open;
      const { gone } = store.getState();
      const still = gone.filter(({ id }) => !open.has(id));
      if (went.length > 0 || still.length < gone.length) {
        store.setState({ gone: [...still, ...went] });
      }
    },
    forget: (id) =>
      store.setState({ gone: store.getState().gone.filter((conflict) => conflict.id !== id) }),
    draft(id, text) {
      const drafts = new Map(store.getState().drafts);
      if (text === null) drafts.delete(id);
      else drafts.set(id, text);
      store.setState({ drafts });
    },
  };
}

/** Cards in the order in which they are shown: what was put off comes last. */
export function inOrder(
  groups: readonly ConflictGroup[],
  later: ReadonlySet<string>,
): ConflictGroup[] {
  return [
    ...groups.filter((group) => !later.has(group.key)),
    ...groups.filter((group) => later.has(group.key)),
  ];
}

/** The value that a conflict's row shows. */
export function shownValue(conflict: ConflictView): JsonValue {
  return (
    (conflict.versions.find((version) => version.shown) ?? conflict.versions[0])?.value ?? null
  );
}
