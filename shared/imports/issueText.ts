import { withLongDays } from '../messages/longDays.ts';
import type { Translate } from '../messages/messages.ts';
import { schoolTypes } from '../wave/establishmentTypes.ts';
import type { Issue } from './imports.contract.ts';

/** What is wrong with a row, in one sentence for a person: what, and what to do. */
export function issueText(t: Translate, issue: Issue): string {
  if (issue.type === 'typeUnknown') {
    const names = schoolTypes.map((type) => t(`schools:types.${type}`));
    const known = [...new Set(names)].join(' · ');
    return t('imports:issue.typeUnknown', { ...issue.values, known });
  }
  const { secret } = issue.values;
  return t(`imports:issue.${issue.type}`, {
    ...withLongDays(t, issue.values),
    ...(secret !== undefined && { secret: t(`tickets:secret.${String(secret)}`) }),
  });
}
