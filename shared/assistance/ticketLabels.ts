import { plainText } from '../kernel/plainText.ts';
import type { Label } from '../schema/values.ts';
import { NONE } from './checkTicket.ts';
import { fieldAliases, type TicketRules } from './ticketRules.ts';

interface Choice {
  readonly id: string;
  readonly label: Label;
}

/** What there is to choose from in a field that has a list. */
export interface TicketChoices {
  readonly field: string;
  readonly choices: readonly Choice[];
}

/** The fields that a programme has a list for, by the names that values have. */
export function ticketChoices(rules: TicketRules): TicketChoices[] {
  const { kinds, levels, priorities, fields } = rules;
  const listed = fields.map(({ id, choices, none }) => ({
    field: fieldAliases[id] ?? id,
    choices:
      choices.length === 0 || none === null ? choices : [...choices, { id: NONE, label: none }],
  }));
  return [
    { field: 'kind', choices: kinds },
    { field: 'level', choices: levels },
    { field: 'priority', choices: priorities },
    ...listed,
  ].filter(({ choices }) => choices.length > 0);
}

/** Names of the services that a request may be filed under. */
export function ticketServices(rules: TicketRules): string[] {
  const services = [
    rules.service,
    ...rules.levels.flatMap(({ service, titlePrefix }) => [service, titlePrefix]),
  ];
  return [...new Set(services.filter((name) => name !== null))];
}

/** The service that was said, where a programme has none of that name. */
export interface ServiceUnknown {
  readonly service: string;
  readonly known: readonly string[];
}

/**
 * Values of a request with the ids of what people call by its label, in any language, accents and
 * capitals aside. `service` says nothing where it is the programme's own, and a level where it is that
 * one's. What is not known stays as it is said.
 */
export function withIds(
  rules: TicketRules,
  said: Readonly<Record<string, unknown>>,
): { readonly values: Record<string, unknown>; readonly unknown: ServiceUnknown | null } {
  const { service, ...rest } = said;
  const values: Record<string, unknown> = { ...rest };
  for (const { field, choices } of ticketChoices(rules)) {
    const value = values[field];
    if (typeof value === 'string') values[field] = idOf(choices, value) ?? value;
  }
  if (service === undefined || service === null) return { values, unknown: null };
  const plain = plainText(String(service));
  const level = rules.levels.find(({ id, label, service: own, titlePrefix }) =>
    [id, own, titlePrefix, ...Object.values(label)].some((name) => isCalled(name, plain)),
  );
  if (isCalled(rules.service, plain)) return { values, unknown: null };
  if (level !== undefined) return { values: { level: level.id, ...values }, unknown: null };
  return { values, unknown: { service: String(service), known: ticketServices(rules) } };
}

function idOf(choices: readonly Choice[], said: string): string | undefined {
  const exact = choices.find(({ id }) => id === said);
  const plain = plainText(said);
  const called = choices.find(({ id, label }) =>
    [id, ...Object.values(label)].some((name) => isCalled(name, plain)),
  );
  return (exact ?? called)?.id;
}

function isCalled(name: string | null | undefined, plain: string): boolean {
  return plain !== '' && plainText(name ?? '') === plain;
}
