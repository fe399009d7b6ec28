import type { CoreFailure } from '../bridge/failure.ts';
import type { Refusal } from '../sync/protocol.ts';
import type { Translate } from './messages.ts';
import { ticketProblemText } from '../assistance/ticketProblemText.ts';
import { templateProblemText } from '../templates/template.problems.ts';
import { withLongDays } from './longDays.ts';
import { limitText } from './sizeText.ts';

/** Of what is wrong with a template, so much is told in a message. */
const PROBLEMS_TOLD = 10;

/** One sentence for a person: what happened, what is safe, what to do. */
export function failureText(t: Translate, failure: CoreFailure): string {
  if (failure.type === 'ServerRefused') {
    const { error } = failure;
    // What the server says of it beside the place is for programmers.
    const [detail] = 'detail' in error ? error.detail.split(':') : [];
    return t(`errors:wire.${error.type}`, { ...error, detail });
  }
  if (failure.type === 'FileUnusable') {
    const { code } = failure;
    const why = t([`errors:fileCode.${code}`, 'errors:fileCode.other'], { code });
    return t('errors:FileUnusable', { ...failure, code: why });
  }
  if (failure.type === 'FileTooLarge') {
    return t('errors:FileTooLarge', { ...failure, limit: limitText(t, failure.limit) });
  }
  if (failure.type === 'MappingIncomplete' || failure.type === 'HeadingsMerged') {
    const words = {
      school: t('app:term.establishment.one'),
      schools: t('app:term.establishment.many'),
    };
    const fields = failure.fields.map((field) => t(`imports:field.${field}`, words)).join(', ');
    return t(`errors:${failure.type}`, { ...failure, fields });
  }
  if (failure.type === 'StillUsed') {
    return t('errors:StillUsed', {
      by: t(`errors:usedBy.${failure.by}`, { count: failure.count }),
    });
  }
  if (failure.type === 'TemplateInvalid') {
    const { problems } = failure;
    const told = problems.slice(0, PROBLEMS_TOLD).map((one) => `– ${templateProblemText(t, one)}`);
    if (problems.length > told.length) told.push('…');
    return [t('errors:TemplateInvalid', { count: problems.length }), ...told].join('\n');
  }
  if (failure.type === 'TicketInvalid') {
    const told = failure.problems.slice(0, PROBLEMS_TOLD);
    return [
      t('errors:TicketInvalid', { count: failure.problems.length }),
      ...told.map((one) => `– ${ticketProblemText(t, one)}`),
    ].join('\n');
  }
  if (failure.type === 'MoveTooEarly') {
    return t(`errors:MoveTooEarly.${failure.why}`, withLongDays(t, { ...failure }));
  }
  if (failure.type === 'TemplateAnswersMissing') {
    return t('errors:TemplateAnswersMissing', { ids: failure.ids.join(', ') });
  }
  return t(`errors:${failure.type}`, withLongDays(t, { ...failure }));
}

/** Why the server refused a change, in one sentence. */
export function refusalText(t: Translate, refusal: Refusal): string {
  if (refusal.type === 'RuleBroken') return t(`errors:rule.${refusal.rule}`, refusal.rule);
  return t(`errors:refusal.${refusal.type}`, { ...refusal });
}
