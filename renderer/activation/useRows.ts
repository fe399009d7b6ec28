import { useCallback, useEffect, useRef, useState } from 'react';
import type { Bridge } from '../../shared/bridge/bridge.ts';
import type { InputOf, OutputOf } from '../../shared/bridge/contract.ts';
import { useBridge } from '../bridge/BridgeContext.tsx';
import type { BridgeFailure } from '../bridge/client.ts';

/** Lists of a programme's schools that are fetched page by page. */
type ListName =
  | 'activation.grid'
  | 'activation.accountsGrid'
  | 'environments.grid'
  | 'agreement.list'
  | 'team.list';
type Query<N extends ListName> = Omit<InputOf<Bridge[N]>, 'offset' | 'limit'>;

const PAGE = 100;

export interface RowsOf<N extends ListName> {
  /** The last answer, for what is said beside the rows; null before the first. */
  readonly head: OutputOf<Bridge[N]> | null;
  readonly rowAt: (index: number) => OutputOf<Bridge[N]>['rows'][number] | undefined;
  /** Says which rows are in sight: their pages are fetched. */
  readonly onRange: (from: number, to: number) => void;
  readonly failure: BridgeFailure | null;
  readonly reload: () => void;
}

/**
 * A list that is fetched as far as it is looked at, and again when rows change. What was fetched
 * stays in sight meanwhile; an answer to an older question is dropped.
 */
export function useRows<N extends ListName>(
  name: N,
  query: Query<N>,
  entities: readonly string[],
): RowsOf<N> {
  type Output = OutputOf<Bridge[N]>;
  const { client } = useBridge();
  const [pages, setPages] = useState<ReadonlyMap<number, Output>>(new Map());
  const [head, setHead] = useState<Output | null>(null);
  const [failure, setFailure] = useState<BridgeFailure | null>(null);
  const round = useRef(0);
  const asked = useRef(new Set<number>());
  const range = useRef<readonly [number, number]>([0, 0]);
  const key = JSON.stringify(query);
  const wanted = entities.join(' ');

  const fetchPage = useCallback(
    async (page: number, fresh: boolean) => {
      asked.current.add(page);
      const now = round.current;
      const input = { ...(JSON.parse(key) as object), offset: page * PAGE, limit: PAGE };
      const answer = await client.call(name, input as InputOf<Bridge[N]>);
      if (now !== round.current) return;
      setFailure(answer.ok ? null : answer.error);
      if (!answer.ok) return;
      setHead(answer.value);
      setPages((known) => new Map(fresh ? [] : known).set(page, answer.value));
    },
    [client, name, key],
  );

  const reload = useCallback(() => {
    round.current += 1;
    asked.current = new Set();
    const first = Math.floor(range.current[0] / PAGE);
    const last = Math.floor(range.current[1] / PAGE);
    void (async () => {
      await fetchPage(first, true);
      for (let page = first + 1; page <= last; page += 1) await fetchPage(page, false);
    })();
  }, [fetchPage]);

  useEffect(() => {
    range.current = [0, 0];
    reload();
    return () => {
      round.current += 1;
    };
  }, [reload]);

  useEffect(() => {
    const names = new Set(wanted.split(' '));
    return client.onEvent((event) => {
      if (event.type === 'sessionChanged') reload();
      if (event.type !== 'rowsChanged') return;
      if (event.entities.length === 0 || event.entities.some((one) => names.has(one))) reload();
    });
  }, [client, reload, wanted]);

  const onRange = useCallback(
    (from: number, to: number) => {
      range.current = [from, to];
      for (let page = Math.floor(from / PAGE); page <= Math.floor(to / PAGE); page += 1) {
        if (!asked.current.has(page)) void fetchPage(page, false);
      }
    },
    [fetchPage],
  );
  const rowAt = useCallback(
    (index: number) =>
      pages.get(Math.floor(index / PAGE))?.rows[index % PAGE] as Output['rows'][number] | undefined,
    [pages],
  );
  return { head, rowAt, onRange, failure, reload };
}
