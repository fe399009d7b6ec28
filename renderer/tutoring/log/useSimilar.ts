import { useEffect, useState } from 'react';
import type { OutputOf } from '../../../shared/bridge/contract.ts';
import type { similarContract } from '../../../shared/tutoring/similar.contract.ts';
import { useBridge } from '../../bridge/BridgeContext.tsx';

export type Similar = OutputOf<(typeof similarContract)['blockers.similar']>;

/** A word is typed in that time: asked for each letter, answers would flicker. */
const PAUSE_MS = 120;
const MIN_LETTERS = 4;
const NONE: Similar = [];

/** Blockers that a text may be about, while it is typed. */
export function useSimilar(wave: string, text: string | null): Similar {
  const { client } = useBridge();
  const [similar, setSimilar] = useState<Similar>(NONE);
  const asked = text !== null && text.length >= MIN_LETTERS ? text : null;
  useEffect(() => {
    if (asked === null) {
      setSimilar(NONE);
      return;
    }
    let isWanted = true;
    const timer = setTimeout(() => {
      void client.call('blockers.similar', { wave, text: asked }).then((answer) => {
        if (isWanted) setSimilar(answer.ok ? answer.value : NONE);
      });
    }, PAUSE_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [client, wave, asked]);
  return similar;
}
