import { basename } from 'node:path';
import { secretsInName } from '../../shared/kernel/secretsInName.ts';
import type { Translate } from '../../shared/messages/messages.ts';
import { secretsOf, textsWithin } from '../../shared/schema/freeTexts.ts';

/** What of a text that others read looks like a secret, for whoever gave it to a command. */
export interface SecretWarning {
  readonly field: string;
  readonly message: string;
}

/** Warnings of the names of files that others are to read. */
export function nameWarnings(t: Translate, ...files: readonly string[]): SecretWarning[] {
  return files.flatMap((file) =>
    secretsInName(basename(file)).map(({ kind }) => ({
      field: 'file',
      message: t('cli:secret', {
        place: t('cli:fileName'),
        secret: t(`tickets:secret.${kind}`),
        found: basename(file),
      }),
    })),
  );
}

/** Warnings of a value's texts; nothing is held back by them. */
export function secretWarnings(t: Translate, value: unknown): SecretWarning[] {
  return secretsOf(textsWithin(value)).map(({ field, kind, found }) => ({
    field,
    message: t('cli:secret', { place: field, secret: t(`tickets:secret.${kind}`), found }),
  }));
}
