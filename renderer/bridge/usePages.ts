import { useCallback, useEffect, useRef, useState } from 'react';
import type { InputOf, OutputOf } from '../../shared/bridge/contract.ts';
import type { Bridge } from '../../shared/bridge/bridge.ts';
import { useBridge } from './BridgeContext.tsx';
import type { BridgeFailure } from './client.ts';

/** Rows that one call fetches. */
const PAGE = 100;
/** Waits this long before it reads again: a sync moves many rows in a row. */
const PAUSE_MS = 300;

/** Lists that are answered page by page. */
type Paged = 'pilot.schools' | 'tickets.page';
type Row<N extends Paged> = OutputOf<Bridge[N]>['rows'][number];
type Head<N extends Paged> = Omit<OutputOf<Bridge[N]>, 'rows'>;
type Query<N extends Paged> = Omit<InputOf<Bridge[N]>, 'offset' | 'limit'>;

/** A list of which only the pages that were in sight are here. */
export interface Pages<N extends Paged> {
  /** The last answer; null before the first. It stays while another is under way. */
  readonly head: Head<N> | null;
  readonly failure: BridgeFailure | null;
  /** What the rows that are shown answer; it lags behind what was asked last. */
  readonly shownKey: string;
  readonly rowAt: (index: number) => Row<N> | undefined;
  /** Tells which rows are in sight. */
  readonly onRange: (from: number, to: number) => void;
  readonly reload: () => void;
}

interface Held<N extends Paged> {
  readonly key: string;
  readonly head: Head<N>;
  readonly pages: ReadonlyMap<number, readonly Row<N>[]>;
}

/**
 * Rows page by page: asked anew when the query changes or rows do, the pages in sight alone. Of
 * several queries under way, as while one types, only the last one counts.
 * @param query null: nothing to ask for yet
 * @param entities names of the entities whose rows it reads
 */
export function usePages<N extends Paged>(
  name: N,
  query: Query<N> | null,
  entities: readonly string[],
): Pages<N> {
  const { client } = useBridge();
  const [held, setHeld] = useState<Held<N> | null>(null);
  const [failure, setFailure] = useState<BridgeFailure | null>(null);
  const key = JSON.stringify(query);
  const wanted = entities.join(' ');
  const round = useRef(0);
  const range = useRef({ from: 0, to: 0 });
  const asked = useRef(new Set<number>());
  const shown = useRef('');

  const fetchPages = useCallback(
    async (pages: readonly number[], fresh: boolean) => {
      if (key === 'null') return;
      if (fresh) {
        round.current += 1;
        asked.current = new Set();
      }
      const mine = round.current;
      for (const page of pages) asked.current.add(page);
      const answers = await Promise.all(
        pages.map((page) =>
          client.call(name, {
            ...(JSON.parse(key) as Query<N>),
            offset: page * PAGE,
            limit: PAGE,
          } as unknown as InputOf<Bridge[N]>),
        ),
      );
      if (mine !== round.current) return;
      const got = new Map<number, readonly Row<N>[]>();
      let head: Head<N> | null = null;
      for (const [index, answer] of answers.entries()) {
        if (!answer.ok) return setFailure(answer.error);
        const { rows, ...rest } = answer.value;
        head = rest;
        got.set(pages[index]!, rows);
      }
      if (head === null) return;
      const found = head;
      setFailure(null);
      shown.current = key;
      setHeld((now) => ({
        key,
        head: found,
        pages: fresh || now === null ? got : new Map([...now.pages, ...got]),
      }));
    },
    [client, key, name],
  );

  const reload = useCallback(() => {
    const { from, to } = shown.current === key ? range.current : { from: 0, to: 0 };
    const pages = [...new Set([Math.floor(from / PAGE), Math.floor(to / PAGE)])];
    void fetchPages(pages, true);
  }, [fetchPages, key]);

  useEffect(() => {
    reload();
    return () => {
      round.current += 1;
    };
  }, [reload]);

  useEffect(() => {
    const names = new Set(wanted.split(' '));
    let pause: ReturnType<typeof setTimeout> | undefined;
    const stop = client.onEvent((event) => {
      if (event.type === 'sessionChanged') reload();
      if (event.type !== 'rowsChanged') return;
      if (event.entities.length > 0 && !event.entities.some((entity) => names.has(entity))) return;
      pause ??= setTimeout(() => {
        pause = undefined;
        reload();
      }, PAUSE_MS);
    });
    return () => {
      clearTimeout(pause);
      stop();
    };
  }, [client, reload, wanted]);

  const onRange = useCallback(
    (from: number, to: number) => {
      range.current = { from, to };
      if (shown.current !== key) return;
      const missing = [Math.floor(from / PAGE), Math.floor(to / PAGE)].filter(
        (page) => !asked.current.has(page),
      );
      if (missing.length > 0) void fetchPages([...new Set(missing)], false);
    },
    [fetchPages, key],
  );

  const rowAt = useCallback(
    (index: number) => held?.pages.get(Math.floor(index / PAGE))?.[index % PAGE],
    [held],
  );

  return { head: held?.head ?? null, failure, shownKey: held?.key ?? '', rowAt, onRange, reload };
}
