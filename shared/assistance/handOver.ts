import type { Language } from '../kernel/language.ts';
import type { Label } from '../schema/values.ts';
import type { TicketDraft } from './checkTicket.ts';
import { ticketReference } from './ticketReference.ts';
import { levelOf, fieldUse, type TicketFieldRule, type TicketRules } from './ticketRules.ts';

export interface HandedOver {
  readonly tool: string | null;
  readonly service: string | null;
  readonly title: string;
  readonly body: string;
}

interface Handed extends Omit<TicketDraft, never> {
  readonly id: string;
  /** Name of its school. */
  readonly school: string | null;
  readonly eventAt: string | null;
}

/**
 * A request as it is copied into an outside tool: what the programme's rules ask, in their order
 * and words, and at its end the reference by which it is found again in what the tool exports.
 */
export function handOver(rules: TicketRules, ticket: Handed, language: Language): HandedOver {
  const words = (label: Label): string => label[language] ?? label.fr;
  const level = levelOf(rules, ticket.level);
  const kind = rules.kinds.find(({ id }) => id === ticket.kind);
  const lines = rules.fields.flatMap((field) => {
    if (field.id === 'title' || fieldUse(field, ticket.kind) === 'absent') return [];
    const value = valueOf(rules, field, ticket, words);
    if (value === '') return [];
    const long = value.includes('\n') || value.length > 80;
    return [`${words(field.label)}${colon[language]}${long ? '\n' : ' '}${value}`];
  });
  return {
    tool: level?.tool ?? rules.tool,
    service: level?.service ?? rules.service,
    title: (ticket.title ?? '').trim(),
    body: [
      ...(kind === undefined ? [] : [words(kind.label)]),
      ...lines,
      `[${ticketReference(ticket.id)}]`,
    ].join('\n'),
  };
}

const colon: Readonly<Record<Language, string>> = { fr: '\u00a0:', en: ':', ar: ':' };

function valueOf(
  rules: TicketRules,
  field: TicketFieldRule,
  ticket: Handed,
  words: (label: Label) => string,
): string {
  const value = ticket[field.id];
  if (value === null || value === 0) return '';
  if (field.id === 'establishment') return ticket.school ?? String(value);
  if (field.id === 'eventOn') return [value, ticket.eventAt].filter(Boolean).join(' ');
  if (value === 'none' && field.none !== null) return words(field.none);
  const choices = field.id === 'priority' ? rules.priorities : field.choices;
  const choice = choices.find(({ id }) => id === value);
  return choice === undefined ? String(value).trim() : words(choice.label);
}
