import { useCallback, useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
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

interface Kept {
  readonly wave: string;
  readonly job: string | null;
  readonly progress: PlanProgress | null;
  readonly plan: PlanView | null;
}

const POLL_MS = 250;
const NONE: Kept = { wave: '', job: null, progress: null, plan: null };

/** The proposal of each window, as long as it is open: one may look at something else meanwhile. */
const kept = new WeakMap<object, StoreApi<Kept>>();

function keptOf(client: object): StoreApi<Kept> {
  const known = kept.get(client);
  if (known !== undefined) return known;
  const store = createStore<Kept>(() => NONE);
  kept.set(client, store);
  return store;
}

/** Searches a plan of a wave, follows how far it is, and reads it once it is done. */
export function usePlan(wave: string): PlanSearch {
  const { client } = useBridge();
  const { t } = useLanguage();
  const notices = useNotices();
  const store = keptOf(client);
  const state = useStore(store);
  const { progress, plan } = state.wave === wave ? state : NONE;
  const running = progress !== null && !progress.done;

  const forget = useCallback(() => store.setState(NONE), [store]);

  const take = useCallback(
    async (method: 'planning.progress' | 'planning.stop') => {
      const { job } = store.getState();
      if (job === null) return;
      const isOver = (): boolean => store.getState().job !== job;
      const answer = await client.call(method, { job });
      if (isOver()) return;
      if (!answer.ok) {
        notices.say({ tone: 'problem', text: failureWords(t, answer.error) });
        forget();
        return;
      }
      if (answer.value.done) {
        const read = await client.call('planning.read', { job });
        if (isOver()) return;
        if (read.ok) store.setState({ plan: read.value });
      }
      store.setState({ progress: answer.value });
    },
    [client, forget, notices, store, t],
  );

  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => void take('planning.progress'), POLL_MS);
    return () => clearInterval(timer);
  }, [running, take]);

  async function begin(seconds: number, fresh: boolean): Promise<void> {
    forget();
    const started = await client.call('planning.start', { wave, seconds, fresh });
    if (!started.ok) {
      notices.say({ tone: 'problem', text: failureWords(t, started.error) });
      return;
    }
    const { job } = started.value;
    const none = { hard: 0, soft: 0 };
    store.setState({
      wave,
      job,
      progress: { job, done: false, progress: 0, ms: 0, score: none },
      plan: null,
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
