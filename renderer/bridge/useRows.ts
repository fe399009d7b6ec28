import { useCallback, useEffect, useRef, useState } from 'react';
import { useBridge } from './BridgeContext.tsx';

/** Rows that are fetched at once. */
const PAGE = 100;

/** A list that is fetched page by page as it comes in sight. */
export interface FetchedRows<R> {
  /** Null before the first answer. */
  readonly total: number | null;
  readonly rowAt: (index: number) => R | undefined;
  readonly onRange: (from: number, to: number) => void;
}

/**
 * Fetches a list page by page, anew when what it asks or rows that it is about change.
 * @param fetchRows answers rows from an offset on; the same function as long as it asks the same.
 *   Null: nothing to be said
 * @param entities names of the entities whose rows it reads; none: it changes with `fetchRows` alone
 */
export function useRows<R>(
  fetchRows: (
    offset: number,
    limit: number,
  ) => Promise<{ readonly total: number; readonly rows: readonly R[] } | null>,
  entities: readonly string[],
): FetchedRows<R> {
  const { client } = useBridge();
  const [rows, setRows] = useState<ReadonlyMap<number, R>>(new Map());
  const [total, setTotal] = useState<number | null>(null);
  const round = useRef(0);
  const asked = useRef(new Set<number>());
  const seen = useRef<readonly [number, number]>([0, 0]);
  const wanted = entities.join(' ');

  const fetchPage = useCallback(
    async (page: number, fresh: boolean) => {
      const mine = round.current;
      asked.current.add(page);
      const found = await fetchRows(page * PAGE, PAGE);
      if (found === null || mine !== round.current) return;
      setTotal(found.total);
      setRows((old) => {
        const next = new Map(fresh ? [] : old);
        for (const [at, row] of found.rows.entries()) next.set(page * PAGE + at, row);
        return next;
      });
    },
    [fetchRows],
  );

  const reload = useCallback(() => {
    round.current += 1;
    asked.current = new Set();
    const [from, to] = seen.current;
    const first = Math.floor(from / PAGE);
    const last = Math.floor(to / PAGE);
    void fetchPage(first, true).then(() => (last === first ? undefined : fetchPage(last, false)));
  }, [fetchPage]);

  useEffect(() => {
    seen.current = [0, 0];
    reload();
    return () => {
      round.current += 1;
    };
  }, [reload]);

  useEffect(() => {
    const names = new Set(wanted.split(' '));
    return client.onEvent((event) => {
      if (event.type !== 'rowsChanged' || wanted === '') return;
      if (event.entities.length > 0 && !event.entities.some((one) => names.has(one))) return;
      reload();
    });
  }, [client, reload, wanted]);

  const onRange = useCallback(
    (from: number, to: number) => {
      seen.current = [from, to];
      for (let page = Math.floor(from / PAGE); page <= Math.floor(to / PAGE); page += 1) {
        if (!asked.current.has(page)) void fetchPage(page, false);
      }
    },
    [fetchPage],
  );
  const rowAt = useCallback((index: number) => rows.get(index), [rows]);
  return { total, rowAt, onRange };
}
