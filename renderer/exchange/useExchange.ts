import { useCallback, useMemo } from 'react';
import type { BridgeFailure } from '../bridge/client.ts';
import { useBridge } from '../bridge/BridgeContext.tsx';
import { failureWords } from '../bridge/failureWords.ts';
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { importWords } from './exchangeWords.ts';

/** Whom a file is made for, beside the server. */
export interface Receiver {
  readonly device: string;
  readonly personName: string;
}

export interface Exchange {
  /** Makes a file for the server, or for a colleague's device; the shell asks where. */
  readonly exportTo: (receiver?: Receiver) => Promise<void>;
  /** Opens a file that the person chooses. */
  readonly open: () => Promise<void>;
  /** Takes in files that were dropped on the window, one after the other. */
  readonly takeDropped: (files: number) => Promise<void>;
}

/** Exchange files; the result of each is said in the notice bar, with what to do next. */
export function useExchange(): Exchange {
  const { client } = useBridge();
  const notices = useNotices();
  const { t, format } = useLanguage();

  const fail = useCallback(
    (failure: BridgeFailure) => {
      const text =
        failure.type === 'NothingToExport'
          ? t('exchange.nothingToExport')
          : failureWords(t, failure);
      notices.say({ tone: 'problem', text });
    },
    [notices, t],
  );

  const take = useCallback(
    async (dropped: boolean) => {
      const answer = await client.exchange('exchange.import', dropped ? { dropped } : {});
      if (!answer.ok) fail(answer.error);
      else if (answer.value !== null) {
        notices.say({ tone: 'lasting', text: importWords(t, answer.value) });
      }
    },
    [client, fail, notices, t],
  );

  return useMemo(
    () => ({
      async exportTo(receiver) {
        const answer = await client.exchange(
          'exchange.export',
          receiver === undefined ? {} : { to: receiver.device },
        );
        if (!answer.ok) return fail(answer.error);
        if (answer.value === null) return;
        const { file, transactions } = answer.value;
        const said =
          transactions === 0
            ? t('exchange.made.none', { file })
            : t('exchange.made.some', { file, count: transactions });
        const next =
          receiver === undefined
            ? t('exchange.made.nextServer')
            : t('exchange.made.nextPerson', { name: format.ofName(receiver.personName) });
        notices.say({ tone: 'lasting', text: `${said} ${next}` });
      },
      open: () => take(false),
      async takeDropped(files) {
        if (files === 0) {
          notices.say({ tone: 'problem', text: t('exchange.notOurs') });
          return;
        }
        for (let file = 0; file < files; file += 1) await take(true);
      },
    }),
    [client, fail, take, notices, t, format],
  );
}
