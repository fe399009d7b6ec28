import { z } from 'zod';
import type { LocalDate } from '../kernel/dates.ts';
import { freeTextsOf, secretsOf } from '../schema/freeTexts.ts';
import { ticket } from './ticket.entity.ts';
import type { TicketProblem, TicketProblemType } from './ticketProblem.ts';
import { afterPrefix, levelOf, levelOfTitle, fieldUse, type TicketRules } from './ticketRules.ts';
import { isBlank, isOfSigns, tellsNothing, titleFlaw } from './ticketWords.ts';

/** A request as it is being written. */
export interface TicketDraft {
  readonly kind: string | null;
  readonly title: string | null;
  readonly description: string | null;
  readonly operations: string | null;
  readonly errorMessage: string | null;
  readonly level: string | null;
  readonly priority: string | null;
  readonly environment: string | null;
  readonly sphere: string | null;
  readonly module: string | null;
  readonly pageUrl: string | null;
  readonly version: string | null;
  readonly impacted: number | null;
  readonly eventOn: string | null;
  readonly onBehalfOf: string | null;
  readonly requesterName: string | null;
  readonly requesterFunction: string | null;
  readonly establishment: string | null;
  readonly files: number | null;
  readonly action: string | null;
}

/** A request of which nothing is written yet. */
export const blankTicket: TicketDraft = {
  kind: null,
  title: null,
  description: null,
  operations: null,
  errorMessage: null,
  level: null,
  priority: null,
  environment: null,
  sphere: null,
  module: null,
  pageUrl: null,
  version: null,
  impacted: null,
  eventOn: null,
  onBehalfOf: null,
  requesterName: null,
  requesterFunction: null,
  establishment: null,
  files: null,
  action: null,
};

export interface TicketGround {
  /** Versions of the product that are in service, the newest first. */
  readonly versions?: readonly string[];
  /** Whether a school is on the list. */
  readonly knowsSchool?: (id: string) => boolean;
  /** Whether a kit of the programme has an action. */
  readonly knowsAction?: (id: string) => boolean;
  /** The last day on which something can have happened. */
  readonly today?: LocalDate;
}

/** Every field that a person types. */
const texts = freeTextsOf(ticket) as TicketProblem['field'][];
/** How many letters each field keeps. */
const longest = new Map(
  Object.entries(ticket.fields).flatMap(([name, { type }]) =>
    type instanceof z.ZodString && type.maxLength !== null ? [[name, type.maxLength] as const] : [],
  ),
);
/** Fields that have to tell what happened. */
const telling = new Set(['description', 'operations']);
/** Marks that turn what follows around: in what is one line they can only mislead. */
const BIDI = /[\u202a-\u202e\u2066-\u2069]/;
/** What a page's address begins with: a server by its name or number, perhaps with a port. */
const HOST =
  /^https:\/\/(?:[^\s/@]*@)?[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}-]+)*\.?(?::\d{1,5})?(?:[/?#]|$)/iu;
/** Fields of one line. */
const lines = [
  'title',
  'module',
  'version',
  'onBehalfOf',
  'requesterName',
  'requesterFunction',
] as const;

/**
 * What is wrong with a draft by a programme's rules, errors first in the order of the fields. An
 * empty list: it can be sent. Warnings about secrets name their place in the text.
 */
export function checkTicket(
  rules: TicketRules,
  draft: TicketDraft,
  ground: TicketGround = {},
): TicketProblem[] {
  const problems: TicketProblem[] = [];
  const error = (
    field: TicketProblem['field'],
    type: TicketProblemType,
    values: TicketProblem['values'] = {},
  ): void => void problems.push({ field, type, level: 'error', values });
  const warn = (
    field: TicketProblem['field'],
    type: TicketProblemType,
    values: TicketProblem['values'] = {},
  ): void => void problems.push({ field, type, level: 'warning', values });

  checkKind(rules, draft, error);
  for (const rule of rules.fields) {
    const use = fieldUse(rule, draft.kind);
    const value = draft[rule.id];
    // Nobody impacted and no file are as good as nothing said.
    const isEmpty = value === null || value === 0 || (typeof value === 'string' && isBlank(value));
    if (use === 'required' && isEmpty) error(rule.id, 'missing');
    else if (use === 'advised' && isEmpty) warn(rule.id, 'advised');
    else if (use === 'absent' && !isEmpty) error(rule.id, 'notForKind');
    else if (use === 'required' && saysNothing(rule.id, value)) error(rule.id, 'saysNothing');
    if (use === 'absent' || isEmpty || rule.choices.length === 0) continue;
    if (!rule.choices.some(({ id }) => id === value) && !isNone(rule.none !== null, value)) {
      error(rule.id, 'choiceUnknown', {
        value: String(value).slice(0, 60),
        allowed: allowed([...rule.choices, ...(rule.none === null ? [] : [{ id: NONE }])]),
      });
    }
  }
  checkLevel(rules, draft, error);
  checkPriority(rules, draft, error);
  checkTitle(rules, draft, error);
  for (const field of lines) {
    if (BIDI.test(draft[field] ?? '')) error(field, 'hiddenMarks');
  }
  const { eventOn } = draft;
  if (eventOn !== null && ground.today !== undefined && eventOn > ground.today) {
    error('eventOn', 'dayAhead', { day: eventOn });
  }
  checkUrl(draft.pageUrl, error);
  checkVersion(rules, draft.version, ground.versions ?? [], warn);
  const { establishment } = draft;
  if (establishment !== null && ground.knowsSchool?.(establishment) === false) {
    error('establishment', 'schoolUnknown');
  }
  if (draft.action !== null && ground.knowsAction?.(draft.action) === false) {
    error('action', 'actionUnknown', { value: draft.action.slice(0, 60) });
  }
  problems.push(...lengthProblems({ ...draft }), ...secretProblems({ ...draft }, texts));
  return problems.toSorted((a, b) => Number(a.level !== 'error') - Number(b.level !== 'error'));
}

/** Texts that are longer than a request keeps: neither asked nor kept as a draft, and never cut. */
export function lengthProblems(said: Readonly<Record<string, unknown>>): TicketProblem[] {
  return Object.entries(said).flatMap(([field, text]) => {
    const limit = typeof text === 'string' ? longest.get(field) : undefined;
    return limit === undefined || (text as string).length <= limit
      ? []
      : [
          {
            field: field as TicketProblem['field'],
            type: 'tooLong',
            level: 'error',
            values: { limit, length: (text as string).length },
          },
        ];
  });
}

/** What looks like a secret in texts of a request, or of what is said to it. */
export function secretProblems(
  said: Readonly<Record<string, unknown>>,
  names?: readonly TicketProblem['field'][],
): TicketProblem[] {
  return secretsOf(said, names).map(({ field, kind, from, to, found }) => ({
    field: field as TicketProblem['field'],
    type: 'secret',
    level: 'warning',
    values: { found },
    secret: kind,
    from,
    to,
  }));
}

type Say = (
  field: TicketProblem['field'],
  type: TicketProblemType,
  values?: TicketProblem['values'],
) => void;

/** Whether a text that has to be there says nothing; of a title its own rule says what is wrong. */
function saysNothing(field: TicketProblem['field'], value: unknown): boolean {
  if (typeof value !== 'string' || field === 'title') return false;
  return telling.has(field) ? tellsNothing(value) : isOfSigns(value);
}

/** What is written for "none", in every language, where several are concerned. */
export const NONE = 'none';
function isNone(allowed: boolean, value: unknown): boolean {
  return allowed && value === NONE;
}

/** Ids of what there is to choose from, for a sentence. */
function allowed(all: readonly { readonly id: string }[]): string {
  return all.map(({ id }) => id).join(', ');
}

function checkKind({ kinds }: TicketRules, { kind }: TicketDraft, error: Say): void {
  if (kinds.length === 0) {
    if (kind !== null) error('kind', 'kindNone', { value: kind.slice(0, 60) });
  } else if (kind === null) error('kind', 'kindMissing');
  else if (!kinds.some(({ id }) => id === kind)) {
    error('kind', 'kindUnknown', { value: kind.slice(0, 60), allowed: allowed(kinds) });
  }
}

function checkPriority(rules: TicketRules, { priority }: TicketDraft, error: Say): void {
  if (priority === null) return;
  if (rules.priorities.length === 0) {
    error('priority', 'priorityNone', { value: priority.slice(0, 60) });
  } else if (!rules.priorities.some(({ id }) => id === priority)) {
    error('priority', 'choiceUnknown', {
      value: priority.slice(0, 60),
      allowed: allowed(rules.priorities),
    });
  }
}

function checkLevel(rules: TicketRules, { level }: TicketDraft, error: Say): void {
  if (level === null || levelOf(rules, level) !== undefined) return;
  error('level', 'levelUnknown', { value: level.slice(0, 60), allowed: allowed(rules.levels) });
}

function checkTitle(rules: TicketRules, { title, level }: TicketDraft, error: Say): void {
  if (title === null || isBlank(title)) return;
  if (/[\n\r\u2028\u2029]/.test(title.trim())) error('title', 'titleLines');
  const prefixes = rules.levels.flatMap(({ titlePrefix }) => titlePrefix ?? []);
  const named = levelOfTitle(rules, title);
  const chosen = levelOf(rules, level);
  let said = title.trim();
  if (prefixes.length > 0) {
    if (named === undefined) error('title', 'prefixMissing', { prefixes: prefixes.join(' / ') });
    else said = afterPrefix(title, named.titlePrefix!) ?? '';
    const second = named === undefined ? undefined : levelOfTitle(rules, said);
    if (named !== undefined && second !== undefined && second.id !== named.id) {
      error('title', 'prefixTwice', { prefix: named.titlePrefix!, other: second.titlePrefix! });
    }
    if (named !== undefined && (chosen?.titlePrefix ?? named.titlePrefix) !== named.titlePrefix) {
      error('title', 'prefixOtherLevel', {
        prefix: named.titlePrefix!,
        wanted: chosen!.titlePrefix!,
      });
    }
  }
  const flaw = titleFlaw(said);
  if (flaw !== null) error('title', flaw);
}

function checkUrl(url: string | null, error: Say): void {
  if (url === null || isBlank(url)) return;
  const said = url.trim();
  if (!/^https:\/\/[^\s/]+/i.test(said)) error('pageUrl', 'urlNotHttps');
  else if (/\s/.test(said) || BIDI.test(said) || !HOST.test(said)) {
    error('pageUrl', 'urlNotOne', { value: said.slice(0, 60) });
  }
}

function checkVersion(
  { supportedVersions }: TicketRules,
  version: string | null,
  versions: readonly string[],
  warn: Say,
): void {
  if (version === null || supportedVersions === null) return;
  const at = versions.indexOf(version.trim());
  if (at === -1 && versions.length > 0 && !isBlank(version)) {
    warn('version', 'versionUnknown', {
      version: version.trim().slice(0, 60),
      known: versions.slice(0, supportedVersions + 1).join(', '),
    });
  }
  if (at >= supportedVersions) {
    warn('version', 'versionOld', {
      version: version.trim(),
      supported: versions.slice(0, supportedVersions).join(', '),
    });
  }
}
