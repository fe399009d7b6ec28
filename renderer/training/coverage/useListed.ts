import { useCallback } from 'react';
import type { CoveragePerson, CoverageSchool } from '../../../shared/training/coverage.contract.ts';
import type { CoverageState } from '../../../shared/training/coverage.rules.ts';
import { useBridge } from '../../bridge/BridgeContext.tsx';
import { useRows, type FetchedRows } from '../../bridge/useRows.ts';
import { READ, type Asked, type CoverageFilter } from './coverageReads.ts';

/** What a list is asked for, but which part of it. */
function useQuery({ wave, asOf }: Asked, { text, track, state }: CoverageFilter) {
  return useCallback(
    (offset: number, limit: number) => ({
      wave,
      ...(asOf === undefined ? {} : { asOf }),
      ...(text.trim() === '' ? {} : { text }),
      ...(track === '' ? {} : { track }),
      ...(state === '' ? {} : { state: state as CoverageState | 'late' }),
      offset,
      limit,
    }),
    [wave, asOf, text, track, state],
  );
}

/** Schools of a wave, fetched page by page as they come in sight. */
export function useSchools(asked: Asked, filter: CoverageFilter): FetchedRows<CoverageSchool> {
  const { client } = useBridge();
  const query = useQuery(asked, filter);
  const fetchRows = useCallback(
    async (offset: number, limit: number) => {
      const answer = await client.call('coverage.read', query(offset, limit));
      return answer.ok ? answer.value : null;
    },
    [client, query],
  );
  return useRows(fetchRows, READ);
}

/** People of a wave, fetched page by page as they come in sight. */
export function usePeople(asked: Asked, filter: CoverageFilter): FetchedRows<CoveragePerson> {
  const { client } = useBridge();
  const query = useQuery(asked, filter);
  const fetchRows = useCallback(
    async (offset: number, limit: number) => {
      const answer = await client.call('coverage.people', query(offset, limit));
      return answer.ok ? answer.value : null;
    },
    [client, query],
  );
  return useRows(fetchRows, READ);
}
