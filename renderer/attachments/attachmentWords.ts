import type { TFunction } from 'i18next';
import type {
  AttachmentState,
  AttachmentView,
} from '../../shared/attachments/attachments.contract.ts';
import { never } from '../../shared/kernel/never.ts';
import type { Format } from '../ui/format.ts';
import { whenWords } from '../ui/when.ts';

/** Where a file is, in words. */
export function stateWords(t: TFunction, format: Format, state: AttachmentState): string {
  switch (state.type) {
    case 'here':
    case 'onServer':
    case 'elsewhere':
      return t(`attachments.state.${state.type}`);
    case 'toSend':
    case 'fetching':
      return t(`attachments.state.${state.type}`, { percent: format.percent(state.percent) });
    case 'refused':
      return t(`attachments.refused.${state.reason}`);
    default:
      return never(state);
  }
}

/** Who attached a file, and when; null when neither is known. */
export function addedWords(
  t: TFunction,
  format: Format,
  { addedAt, addedBy }: AttachmentView,
  now: number,
): string | null {
  if (addedAt === null) return null;
  const when = whenWords(t, format, addedAt, now);
  if (addedBy?.me === true) return t('attachments.addedBy.me', { when });
  const name = addedBy?.name ?? null;
  return name === null
    ? t('attachments.addedBy.unknown', { when })
    : t('attachments.addedBy.other', { when, name });
}

/** A name inside a sentence: its own direction must not turn the sentence's. */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}
