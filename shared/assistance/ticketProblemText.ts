import { withLongDays } from '../messages/longDays.ts';
import type { Translate } from '../messages/messages.ts';
import type { TicketProblem } from './ticketProblem.ts';

/** What is wrong with a field of a request, in one sentence for a person: what, and what to do. */
export function ticketProblemText(t: Translate, problem: TicketProblem): string {
  const { type, field, values, secret } = problem;
  return t(`tickets:problem.${type}`, {
    ...withLongDays(t, values),
    field: t(`tickets:field.${field}`),
    ...(secret !== undefined && { secret: t(`tickets:secret.${secret}`) }),
  });
}
