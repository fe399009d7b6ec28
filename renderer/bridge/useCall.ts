import { useCallback, useEffect, useRef, useState } from 'react';
import type { Bridge, MethodName } from '../../shared/bridge/bridge.ts';
import type { InputOf, OutputOf } from '../../shared/bridge/contract.ts';
import { useBridge } from './BridgeContext.tsx';
import type { BridgeFailure } from './client.ts';

/** What a call has answered so far. */
export interface Called<T> {
  /** The last answer; null before the first. It stays while another is under way. */
  readonly value: T | null;
  readonly failure: BridgeFailure | null;
  readonly reload: () => Promise<void>;
}

/**
 * Calls a reading method of the core, again when its input changes or rows that it is about. Of
 * several calls under way only the last one counts.
 * @param input null: nothing to ask for yet
 * @param entities names of the entities whose rows it reads
 */
export function useCall<N extends MethodName>(
  name: N,
  input: InputOf<Bridge[N]> | null,
  entities: readonly string[],
): Called<OutputOf<Bridge[N]>> {
  const { client } = useBridge();
  const [value, setValue] = useState<OutputOf<Bridge[N]> | null>(null);
  const [failure, setFailure] = useState<BridgeFailure | null>(null);
  const latest = useRef(0);
  const key = JSON.stringify(input);
  const wanted = entities.join(' ');

  const reload = useCallback(async () => {
    const asked = JSON.parse(key) as InputOf<Bridge[N]> | null;
    if (asked === null) return;
    const number = ++latest.current;
    const answer = await client.call(name, asked);
    if (number !== latest.current) return;
    if (answer.ok) setValue(answer.value);
    setFailure(answer.ok ? null : answer.error);
  }, [client, name, key]);

  useEffect(() => {
    void reload();
    return () => {
      latest.current += 1;
    };
  }, [reload]);

  useEffect(() => {
    const names = new Set(wanted.split(' '));
    return client.onEvent((event) => {
      if (event.type === 'sessionChanged') void reload();
      if (event.type !== 'rowsChanged') return;
      if (event.entities.length === 0 || event.entities.some((entity) => names.has(entity))) {
        void reload();
      }
    });
  }, [client, reload, wanted]);

  return { value, failure, reload };
}
