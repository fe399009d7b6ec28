import { useCallback, useEffect, useRef, useState } from 'react';
import type { Bridge, MethodName } from '../../shared/bridge/bridge.ts';
import type { InputOf } from '../../shared/bridge/contract.ts';
import { useBridge } from '../bridge/BridgeContext.tsx';

/** Rows that are fetched at once. */
const PAGE = 100;

/** Methods that answer a list page by page. */
export type PagedMethod = Extract<
  MethodName,
  'waves.members' | 'waves.candidates' | 'waves.schools'
>;

interface Pages<R> {
  /** Null before the first answer. */
  readonly total: number | null;
  readonly rowAt: (index: number) => R | undefined;
  readonly onRange: (from: number, to: number) => void;
}

/**
 * A list of thousands that is fetched page by page as it comes in sight, and anew when rows that
 * it is about change.
 * @param input all but the place in the list
 */
export function usePages<R>(
  name: PagedMethod,
  input: Readonly<Record<string, unknown>>,
  entities: readonly string[],
): Pages<R> {
  const { client } = useBridge();
  const [rows, setRows] = useState<ReadonlyMap<number, R>>(new Map());
  const [total, setTotal] = useState<number | null>(null);
  const round = useRef(0);
  const asked = useRef(new Set<number>());
  const seen = useRef<readonly [number, number]>([0, 0]);
  const key = JSON.stringify(input);
  const wanted = entities.join(' ');

  const fetchPage = useCallback(
    async (page: number, fresh: boolean) => {
      const number = round.current;
      const given = { ...(JSON.parse(key) as object), offset: page * PAGE, limit: PAGE };
      const answer = await client.call(name, given as InputOf<Bridge[PagedMethod]>);
      if (!answer.ok || number !== round.current) return;
      const found = answer.value as unknown as { total: number; rows: readonly R[] };
      setTotal(found.total);
      setRows((old) => {
        const next = new Map(fresh ? [] : old);
        for (const [at, row] of found.rows.entries()) next.set(page * PAGE + at, row);
        return next;
      });
    },
    [client, name, key],
  );

  const reload = useCallback(() => {
    round.current += 1;
    const [from, to] = seen.current;
    const first = Math.floor(from / PAGE);
    asked.current = new Set([first]);
    void fetchPage(first, true);
    const last = Math.floor(to / PAGE);
    if (last !== first) {
      asked.current.add(last);
      void fetchPage(last, false);
    }
  }, [fetchPage]);

  useEffect(() => {
    seen.current = [0, 0];
    reload();
  }, [reload]);

  useEffect(() => {
    const names = new Set(wanted.split(' '));
    return client.onEvent((event) => {
      if (event.type !== 'rowsChanged') return;
      if (event.entities.length > 0 && !event.entities.some((one) => names.has(one))) return;
      reload();
    });
  }, [client, reload, wanted]);

  const onRange = useCallback(
    (from: number, to: number) => {
      seen.current = [from, to];
      for (let page = Math.floor(from / PAGE); page <= Math.floor(to / PAGE); page += 1) {
        if (asked.current.has(page)) continue;
        asked.current.add(page);
        void fetchPage(page, false);
      }
    },
    [fetchPage],
  );
  const rowAt = useCallback((index: number) => rows.get(index), [rows]);
  return { total, rowAt, onRange };
}
