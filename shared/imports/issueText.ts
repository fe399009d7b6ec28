import type { Translate } from '../messages/messages.ts';
import type { Issue } from './imports.contract.ts';

/** What is wrong with a row, in one sentence for a person: what, and what to do. */
export function issueText(t: Translate, issue: Issue): string {
  return t(`imports:issue.${issue.type}`, { ...issue.values });
}
