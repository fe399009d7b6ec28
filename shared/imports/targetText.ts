import type { Translate } from '../messages/messages.ts';
import type { ImportRow, Outcome } from './imports.contract.ts';

/** Which request a row is for, and whether it would be changed, in one sentence. */
export function targetText(
  t: Translate,
  outcome: Outcome,
  { number, ...named }: NonNullable<ImportRow['target']>,
): string {
  if (outcome !== 'updated') return t('imports:look.isThat', named);
  return number === null
    ? t('imports:look.changes', named)
    : t('imports:look.changesNumber', { ...named, number });
}
