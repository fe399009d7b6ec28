import { useEffect, useState } from 'react';

const STEP_MS = 30_000;

/** Milliseconds since 1970, renewed twice a minute: for words such as `hier`. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), STEP_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
