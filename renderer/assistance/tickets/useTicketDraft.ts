import { useEffect, useState, type RefObject } from 'react';
import {
  blankTicket,
  checkTicket,
  type TicketDraft,
} from '../../../shared/assistance/checkTicket.ts';
import type { TicketProblem } from '../../../shared/assistance/ticketProblem.ts';
import { ticketProblemText } from '../../../shared/assistance/ticketProblemText.ts';
import {
  ticketValuesSchema,
  type AssistanceOverview,
  type TicketValues,
} from '../../../shared/assistance/tickets.contract.ts';
import { fieldUse, type TicketFieldRule } from '../../../shared/assistance/ticketRules.ts';
import { useCall } from '../../bridge/useCall.ts';
import { useDo } from '../../bridge/useDo.ts';
import type { Draft } from '../../bridge/useDraft.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import { whereOf } from '../assistanceTabs.ts';

const FILES = ['attachment'];
const doubts: ReadonlySet<TicketProblem['type']> = new Set(['versionOld', 'versionUnknown']);
/** An address is looked at while one types once it is longer than what it has to begin with. */
const URL_BEGUN = 'https://'.length;

interface Writing {
  readonly overview: AssistanceOverview;
  /** The draft; null: a new one. */
  readonly ticket: string | null;
  readonly start: TicketValues;
  /** What was written of a new one before. */
  readonly unsent: Draft;
  /** The form, whose first wrong field has the keyboard where something hinders. */
  readonly form: RefObject<HTMLElement | null>;
  readonly onDone: (ticket: string | null) => void;
}

export interface TicketWriting {
  readonly values: TicketValues;
  readonly set: (change: TicketValues) => void;
  /** Id of the row that it is kept as; null: none yet. */
  readonly kept: string | null;
  /** Errors, once somebody has tried to send it. */
  readonly told: readonly TicketProblem[];
  readonly secrets: readonly TicketProblem[];
  readonly confirmed: boolean;
  readonly confirm: (confirmed: boolean) => void;
  /** What is wrong with a field, as far as it is told yet. */
  readonly wrong: (field: TicketProblem['field']) => string | undefined;
  /** What is doubted of a field and hinders nothing. */
  readonly advice: (field: TicketProblem['field']) => string | undefined;
  readonly busy: boolean;
  readonly save: (send: boolean) => Promise<void>;
  readonly leave: () => Promise<void>;
  /** Keeps it as a draft, so that a file can be attached; answers its id. */
  readonly keepForFiles: () => Promise<string | null>;
}

/** A request as it is written: what stands in it, what is wrong with it, and how it is kept. */
export function useTicketDraft({
  overview,
  ticket,
  start,
  unsent,
  form,
  onDone,
}: Writing): TicketWriting {
  const { rules, schools, versions, today } = overview;
  const { t } = useLanguage();
  const { run, busy } = useDo();
  const keepUnsent = unsent.change;
  const [values, setValues] = useState<TicketValues>(() =>
    ticket === null ? { ...start, ...readKept(unsent.text) } : start,
  );
  // A request that is written anew is kept as a draft once a file is attached to it.
  const [kept, setKept] = useState(ticket);
  const attached = useCall('attachments.list', kept === null ? null : { ticket: kept }, FILES);
  useEffect(() => {
    if (kept === null && values !== start) keepUnsent(JSON.stringify(values));
    // oxlint-disable-next-line react/exhaustive-deps
  }, [values]);
  const [tried, setTried] = useState(false);
  const [confirmed, setConfirmed] = useState(false);

  const draft: TicketDraft = {
    ...blankTicket,
    ...(values as Partial<TicketDraft>),
    files: attached.value?.attachments.length ?? 0,
  };
  const known = new Set(schools.map(({ id }) => id));
  const problems = checkTicket(rules, draft, {
    versions,
    today,
    knowsSchool: (id) => known.has(id),
  });
  const errors = problems.filter(({ level }) => level === 'error');
  const unfit = errors.filter(({ type }) => type === 'tooLong');
  const secrets = problems.filter(({ type }) => type === 'secret');

  /** Keeps what is written, or sends it; answers its id, null where something hinders it. */
  async function store(send: boolean, quiet = false): Promise<string | null> {
    if (send) setTried(true);
    if ((send ? errors : unfit).length > 0 || (secrets.length > 0 && !confirmed)) {
      // Once the fields say what is wrong with them.
      requestAnimationFrame(() => {
        // All that is wrong comes first: what it names is a key away.
        const list = document.getElementById('ticket-problems');
        const field = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
        (list ?? field)?.focus();
        list?.scrollIntoView({ block: 'nearest' });
      });
      return null;
    }
    const saved = await run(
      'tickets.save',
      {
        ...whereOf(overview),
        ...(kept !== null && { ticket: kept }),
        values,
        send,
        confirmed,
      },
      ({ reference }) =>
        quiet ? null : t(send ? 'assistance:said.sent' : 'assistance:said.kept', { reference }),
    );
    // It is a row now, and no longer what was only typed.
    if (saved !== null && ticket === null) keepUnsent('');
    return saved?.id ?? null;
  }

  return {
    values,
    set: (change) => setValues((before) => ({ ...before, ...change })),
    kept,
    told: tried ? errors : [],
    secrets,
    confirmed,
    confirm: setConfirmed,
    busy,
    wrong(field) {
      const found = problems.find((one) => one.field === field && isTold(one, tried, values));
      return found === undefined ? undefined : ticketProblemText(t, found);
    },
    advice(field) {
      const found = problems.find((one) => one.field === field && doubts.has(one.type));
      return found === undefined ? undefined : ticketProblemText(t, found);
    },
    async save(send) {
      const id = await store(send);
      if (id !== null) onDone(id);
    },
    /** Whoever leaves a new request leaves no draft that was only kept for its files. */
    async leave() {
      if (ticket === null) keepUnsent('');
      if (ticket === null && kept !== null) {
        await run('tickets.remove', { ticket: kept }, () => null);
      }
      onDone(null);
    },
    async keepForFiles() {
      const id = await store(false, true);
      if (id !== null) setKept(id);
      return id;
    },
  };
}

/** Whether a problem stands at its field: all once one has tried to send, before that what helps. */
function isTold(
  { type, level }: TicketProblem,
  tried: boolean,
  { pageUrl }: TicketValues,
): boolean {
  if (type === 'secret' || type === 'tooLong') return true;
  if (type === 'urlNotHttps' && (pageUrl ?? '').length > URL_BEGUN) return true;
  return tried && level === 'error';
}

/** Values for another kind of request: what that kind does not ask is not sent. */
export function withKind(
  fields: readonly TicketFieldRule[],
  values: TicketValues,
  kind: string,
): TicketValues {
  const absent = fields.filter((field) => fieldUse(field, kind) === 'absent');
  return { ...values, kind, ...Object.fromEntries(absent.map(({ id }) => [id, null])) };
}

/** What was written of a request before; of another version's it is none. */
function readKept(kept: string): TicketValues {
  if (kept === '') return {};
  try {
    const read = ticketValuesSchema.safeParse(JSON.parse(kept));
    return read.success ? read.data : {};
  } catch {
    return {};
  }
}
