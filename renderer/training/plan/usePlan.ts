import { useCallback, useEffect, useRef, useState } from 'react';
import type { PlanProgress, PlanView } from '../../../shared/training/planning.contract.ts';
import { useBridge } from '../../bridge/BridgeContext.tsx';
import { failureWords } from '../../bridge/failureWords.ts';
import { useNotices } from '../../ui/notices.ts';
import { useLanguage } from '../../ui/useLanguage.ts';

/** A search of a plan as the page follows it. */
export interface PlanSearch {
  readonly progress: PlanProgress | null;
  /** The plan, once the search is done. */
  readonly plan: PlanView | null;
  readonly start: (seconds: number, fresh: boolean) => void;
  readonly stop: () => void;
  /** The plan was written, or is not wanted any more. */
  readonly forget: () => void;
}

const POLL_MS = 250;

/** Searches a plan of a wave, follows how far it is, and reads it once it is done. */
export function usePlan(wave: string): PlanSearch {
  const { client } = useBridge();
  const { t } = useLanguage();
  const notices = useNotices();
  const [progress, setProgress] = useState<PlanProgress | null>(null);
  const [plan, setPlan] = useState<PlanView | null>(null);
  const job = useRef<string | null>(null);
  const running = progress !== null && !progress.done;

  const forget = useCallback(() => {
    job.current = null;
    setProgress(null);
    setPlan(null);
  }, []);

  const take = useCallback(
    async (method: 'planning.progress' | 'planning.stop') => {
      const mine = job.current;
      if (mine === null) return;
      const answer = await client.call(method, { job: mine });
      if (mine !== job.current) return;
      if (!answer.ok) {
        notices.say({ tone: 'problem', text: failureWords(t, answer.error) });
        forget();
        return;
      }
      if (answer.value.done) {
        const read = await client.call('planning.read', { job: mine });
        if (mine !== job.current) return;
        if (read.ok) setPlan(read.value);
      }
      setProgress(answer.value);
    },
    [client, forget, notices, t],
  );

  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => void take('planning.progress'), POLL_MS);
    return () => clearInterval(timer);
  }, [running, take]);
  // Another wave: another plan.
  useEffect(() => forget, [forget, wave]);

  async function begin(seconds: number, fresh: boolean): Promise<void> {
    forget();
    const started = await client.call('planning.start', { wave, seconds, fresh });
    if (!started.ok) {
      notices.say({ tone: 'problem', text: failureWords(t, started.error) });
      return;
    }
    job.current = started.value.job;
    setProgress({
      job: started.value.job,
      done: false,
      progress: 0,
      ms: 0,
      score: { hard: 0, soft: 0 },
    });
  }

  return {
    progress,
    plan,
    start: (seconds, fresh) => void begin(seconds, fresh),
    stop: () => void take('planning.stop'),
    forget,
  };
}
