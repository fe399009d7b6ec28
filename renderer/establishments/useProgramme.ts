import { useState } from 'react';
import { useCall } from '../bridge/useCall.ts';
import { useBridge, useWatched } from '../bridge/BridgeContext.tsx';

/** The programmes that this person steers, and the one of them that a form is about. */
export function useProgramme(wanted?: string) {
  const { reads } = useBridge();
  const steered = (useWatched(reads.programmes) ?? []).filter(({ roles }) =>
    roles.includes('pilot'),
  );
  const [chosen, choose] = useState(wanted);
  const programme = (steered.find(({ id }) => id === chosen) ?? steered[0])?.id ?? '';
  const view = useCall('programmes.read', programme === '' ? null : { programme }, [
    'programme',
    'territory',
  ]).value;
  return { steered, programme, choose, view };
}
