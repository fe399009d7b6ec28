import { useEffect, useState } from 'react';
import type { RejectedView } from '../../shared/sync/sync.contract.ts';
import type { Refusal } from '../../shared/sync/protocol.ts';
import { useBridge } from '../bridge/BridgeContext.tsx';
import { labelIn } from '../ui/localised.ts';
import { useLanguage } from '../ui/useLanguage.ts';

/** What people call a row, by its id: an action's title and its school. */
export type RowNames = ReadonlyMap<string, string>;

const SCHOOL = 'establishment:';

/** Names of the rows of some changes, from the kits that this computer holds. */
export function useRowNames(changes: readonly RejectedView[] | null): RowNames {
  const { client } = useBridge();
  const { language } = useLanguage();
  const [names, setNames] = useState<RowNames>(new Map());
  useEffect(() => {
    let wanted = true;
    void read();
    return () => {
      wanted = false;
    };

    async function read(): Promise<void> {
      const scopes = new Set(
        (changes ?? []).flatMap((one) => one.changes.map((part) => part.scope)),
      );
      const found = new Map<string, string>();
      for (const scope of scopes) {
        if (!scope.startsWith(SCHOOL)) continue;
        const establishment = scope.slice(SCHOOL.length);
        const kit = await client.call('kit.read', { establishment });
        if (!kit.ok) continue;
        const school = kit.value.establishment.name;
        for (const step of kit.value.steps) {
          found.set(step.id, `${labelIn(step.title, language)} · ${school}`);
        }
      }
      if (wanted) setNames(found);
    }
  }, [client, changes, language]);
  return names;
}

/** A refusal that names its row as people do. */
export function named(refusal: Refusal, names: RowNames): Refusal {
  if (!('row' in refusal)) return refusal;
  return { ...refusal, row: names.get(refusal.row) ?? refusal.row };
}
