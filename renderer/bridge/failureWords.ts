import type { TFunction } from 'i18next';
import { failureText } from '../../shared/messages/failureText.ts';
import type { BridgeFailure } from './client.ts';

/** The sentence for a failure: what happened, what is safe, what to do. */
export function failureWords(t: TFunction, failure: BridgeFailure): string {
  if (failure.type === 'Unexpected') return t('app:failure.unexpected');
  return failure.type === 'SecretKept' ? t('app:failure.secretKept') : failureText(t, failure);
}
