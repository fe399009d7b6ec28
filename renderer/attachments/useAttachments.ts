import { useEffect, useMemo } from 'react';
import type {
  AttachmentList,
  AttachmentView,
  FileHost,
} from '../../shared/attachments/attachments.contract.ts';
import { useBridge, useReadValue } from '../bridge/BridgeContext.tsx';
import { failureWords } from '../bridge/failureWords.ts';
import { ok } from '../../shared/kernel/result.ts';
import { secretsInName } from '../../shared/kernel/secretsInName.ts';
import type { SecretOfField } from '../../shared/schema/freeTexts.ts';
import type { BridgeFailure } from '../bridge/client.ts';
import { askOfSecrets } from '../bridge/secretsQuestion.ts';
import { createRead } from '../bridge/read.ts';
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { isolated } from './attachmentWords.ts';

export interface AttachedFiles {
  /** Null while they are being read. */
  readonly list: AttachmentList | null;
  /** Asks for files and attaches them; `dropped`: takes those that were dropped on the window. */
  readonly attach: (dropped: boolean) => Promise<void>;
  readonly open: (file: AttachmentView) => Promise<void>;
  readonly remove: (file: AttachmentView) => Promise<void>;
}

/** What files are attached to, and what takes back that one was removed. */
export interface AttachedTo {
  /** Null: it is only made once there is a file for it. */
  readonly host: FileHost | null;
  /** Makes it; null: it could not be made, which is told. */
  readonly make?: (() => Promise<FileHost | null>) | undefined;
  readonly undo: () => void;
}

/** What a file's name tells, with the whole name: it is what one has to change. */
function secretsOfName(name: string): SecretOfField[] {
  return secretsInName(name).map((one) => ({ ...one, field: name, found: name }));
}

const nothing: AttachmentList = { attachments: [], mayWrite: true };

/** Files of a step, a request or an article, kept fresh, and what can be done with them. */
export function useAttachments({ host, make, undo }: AttachedTo): AttachedFiles {
  const { client } = useBridge();
  const notices = useNotices();
  const { t } = useLanguage();
  const key = host === null ? null : JSON.stringify(host);
  const read = useMemo(
    () =>
      createRead(() =>
        key === null
          ? Promise.resolve(ok(nothing))
          : client.call('attachments.list', JSON.parse(key) as FileHost),
      ),
    [client, key],
  );
  useEffect(() => {
    const stopWatching = read.watch();
    const stopListening = client.onEvent((event) => {
      if (event.type !== 'rowsChanged') return;
      const { entities } = event;
      const ours = entities.some((entity) => entity.startsWith('attachment'));
      if (ours || entities.length === 0) read.invalidate();
    });
    return () => {
      stopListening();
      stopWatching();
    };
  }, [client, read]);

  const complain = (error: BridgeFailure): void =>
    notices.say({ tone: 'problem', text: failureWords(t, error) });

  return {
    list: useReadValue(read),
    async attach(dropped) {
      const to = host ?? (await make?.()) ?? null;
      if (to === null) return;
      let answer = await client.files('attachments.attach', { ...to, dropped });
      const asks = answer.ok ? (answer.value?.asks ?? []) : [];
      if (asks.length > 0) {
        if (!(await askOfSecrets(asks.flatMap(secretsOfName)))) return;
        answer = await client.files('attachments.attach', {
          ...to,
          dropped: true,
          confirmed: true,
        });
      }
      await read.reload();
      if (!answer.ok) return complain(answer.error);
      const names = answer.value?.names ?? [];
      if (names.length === 0) return;
      notices.say({
        tone: 'quiet',
        text: t('attachments.added', { names: names.map(isolated).join(' · ') }),
      });
    },
    async open(file) {
      const name = isolated(file.name);
      if (file.state.type === 'onServer') {
        notices.say({ tone: 'quiet', text: t('attachments.fetching', { name }) });
      }
      const answer = await client.files('attachments.show', { id: file.id });
      if (!answer.ok) return complain(answer.error);
      if (answer.value.opened) notices.dismiss();
      else notices.say({ tone: 'quiet', text: t('attachments.shown', { name }) });
    },
    async remove(file) {
      const answer = await client.call('attachments.remove', { id: file.id });
      await read.reload();
      if (!answer.ok) return complain(answer.error);
      notices.say({
        tone: 'quiet',
        text: t('attachments.removed', { name: isolated(file.name) }),
        action: { label: t('notice.undo'), keys: 'ctrl+Z', run: undo },
      });
    },
  };
}
