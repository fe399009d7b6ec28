import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import {
  blankTicket,
  checkTicket,
  NONE,
  type TicketDraft,
} from '../../../shared/assistance/checkTicket.ts';
import type { TicketProblem } from '../../../shared/assistance/ticketProblem.ts';
import { ticketProblemText } from '../../../shared/assistance/ticketProblemText.ts';
import {
  ticketValuesSchema,
  type AssistanceOverview,
  type TicketValues,
} from '../../../shared/assistance/tickets.contract.ts';
import {
  levelOfTitle,
  orderedLevels,
  fieldUse,
  type TicketField,
  type TicketFieldRule,
} from '../../../shared/assistance/ticketRules.ts';
import { useCall } from '../../bridge/useCall.ts';
import { useDo } from '../../bridge/useDo.ts';
import { useDraft, type Draft } from '../../bridge/useDraft.ts';
import { Choice } from '../../ui/Choice.tsx';
import { DateField, SelectField } from '../../ui/fields.tsx';
import { TimeField } from '../../ui/TimeField.tsx';
import { useFirstField } from '../../ui/useFirstField.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import { whereOf, type TicketFilesPart } from '../assistanceTabs.ts';
import { SchoolField } from '../SchoolField.tsx';
import { useTicketWords } from '../useTicketWords.ts';
import styles from '../assistance.module.css';
import { KnownAnswers } from './KnownAnswers.tsx';
import { TextField } from './TextField.tsx';

interface TicketFormProps {
  readonly overview: AssistanceOverview;
  /** The draft; null: a new one. */
  readonly ticket: string | null;
  readonly Files: TicketFilesPart;
  /** What was written is kept, or left: the request, or null. */
  readonly onDone: (ticket: string | null) => void;
}

const FILES = ['attachment'];
const LONG = new Set<TicketField>(['description', 'operations', 'errorMessage']);

/** A request that is written by the programme's rules, with or without a network. */
export function TicketForm({ ticket, ...props }: TicketFormProps) {
  const read = useCall('tickets.read', ticket === null ? null : { ticket }, []).value;
  // A new request that is half written stays when one goes to another page.
  const unsent = useDraft(`ticket ${props.overview.programme?.id ?? ''}`);
  if (ticket === null ? !unsent.isRead : read === null) return null;
  const start = read?.values ?? startOf(props.overview);
  return <Fields {...props} ticket={ticket} start={start} unsent={unsent} />;
}

/** What a new request says before anybody has written. */
function startOf({ rules, schools, me }: AssistanceOverview): TicketValues {
  return {
    kind: rules.kinds[0]?.id ?? null,
    priority: rules.defaultPriority,
    establishment: schools.length === 1 ? schools[0]!.id : null,
    requesterName: me?.name ?? null,
  };
}

interface FieldsProps extends TicketFormProps {
  readonly start: TicketValues;
  readonly unsent: Draft;
}

function Fields(props: FieldsProps) {
  const { overview, ticket, start, unsent, onDone, Files } = props;
  const keepUnsent = unsent.change;
  const { rules, schools, versions } = overview;
  const { t, label } = useLanguage();
  const words = useTicketWords(rules);
  const { run, busy } = useDo();
  const first = useFirstField<HTMLFormElement>();
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
  const problems = checkTicket(rules, draft, { versions, knowsSchool: (id) => known.has(id) });
  const errors = problems.filter(({ level }) => level === 'error');
  const secrets = problems.filter(({ type }) => type === 'secret');
  const set = (change: TicketValues): void => setValues((before) => ({ ...before, ...change }));

  /** Keeps what is written, or sends it; answers its id, null where something hinders it. */
  async function store(send: boolean, quiet = false): Promise<string | null> {
    if (send) setTried(true);
    if ((send && errors.length > 0) || (secrets.length > 0 && !confirmed)) {
      // Once the fields say what is wrong with them.
      requestAnimationFrame(() => {
        // All that is wrong comes first: what it names is a key away.
        const list = document.getElementById('ticket-problems');
        const field = first.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
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

  async function save(send: boolean): Promise<void> {
    const id = await store(send);
    if (id !== null) onDone(id);
  }

  /** Whoever leaves a new request leaves no draft that was only kept for its files. */
  async function leave(): Promise<void> {
    if (ticket === null) keepUnsent('');
    if (ticket === null && kept !== null) {
      await run('tickets.remove', { ticket: kept }, () => null);
    }
    onDone(null);
  }

  async function keepForFiles(): Promise<string | null> {
    const id = await store(false, true);
    if (id !== null) setKept(id);
    return id;
  }

  const wrong = (field: TicketProblem['field']): string | undefined => {
    const found = problems.find(
      (one) =>
        one.field === field &&
        (tried
          ? one.type !== 'advised'
          : one.type === 'secret' ||
            (one.type === 'urlNotHttps' && (values.pageUrl ?? '').length > 8)),
    );
    return found === undefined ? undefined : ticketProblemText(t, found);
  };

  return (
    <form
      className={styles['form']}
      ref={first}
      onSubmit={(event) => {
        event.preventDefault();
        void save(true);
      }}
    >
      <div className={styles['fields']}>
        <h2>{t(ticket === null ? 'assistance:form.new' : 'assistance:form.draft')}</h2>
        {tried && errors.length > 0 && (
          <div
            id="ticket-problems"
            tabIndex={-1}
            role="alert"
            className={`${styles['wide']} ${styles['problems']}`}
          >
            {t('assistance:form.problems', { count: errors.length })}
            <ul>
              {errors.map((problem) => (
                <li key={`${problem.field} ${problem.type}`}>{ticketProblemText(t, problem)}</li>
              ))}
            </ul>
          </div>
        )}
        {rules.kinds.length > 0 && (
          <div className={styles['wide']}>
            <Choice
              label={t('tickets:field.kind')}
              value={values.kind ?? ''}
              options={rules.kinds.map(({ id, label: name }) => ({
                value: id,
                label: label(name),
              }))}
              onChange={(kind) => set(withKind(rules.fields, values, kind))}
            />
          </div>
        )}
        {rules.fields
          .filter((field) => fieldUse(field, values.kind ?? null) !== 'absent')
          .map((field) => (
            <div key={field.id} className={isWide(field) ? styles['wide'] : undefined}>
              {fieldOf(field)}
            </div>
          ))}
        {rules.levels.length > 1 &&
          rules.levels.some(({ titlePrefix }) => titlePrefix === null) && (
            <SelectField
              label={t('tickets:field.level')}
              value={values.level ?? levelOfTitle(rules, values.title ?? '')?.id ?? ''}
              options={[
                { value: '', label: t('assistance:form.byTitle') },
                ...orderedLevels(rules).map(({ id }) => ({ value: id, label: words.level(id) })),
              ]}
              onChange={(level) => set({ level: level === '' ? null : level })}
            />
          )}
        {secrets.length > 0 && (
          <div role="status" className={`${styles['wide']} ${styles['warn']}`}>
            {t('assistance:form.secrets')}
            <ul>
              {secrets.map((problem) => (
                <li key={`${problem.field} ${problem.from}`}>
                  {ticketProblemText(t, problem)} <bdi>({String(problem.values['found'])})</bdi>
                </li>
              ))}
            </ul>
            <label>
              <input
                type="checkbox"
                checked={confirmed}
                onChange={(event) => setConfirmed(event.currentTarget.checked)}
              />{' '}
              {t('assistance:form.confirm')}
            </label>
          </div>
        )}
        <div className={`${styles['wide']} ${styles['row']}`}>
          <Button type="submit" loading={busy}>
            {t('assistance:do.send')}
          </Button>
          <Button variant="default" disabled={busy} onClick={() => void save(false)}>
            {t('assistance:do.keep')}
          </Button>
          <Button variant="subtle" onClick={() => void leave()}>
            {t('assistance:do.leave')}
          </Button>
          <span className={styles['note']}>{t('assistance:form.offline')}</span>
        </div>
      </div>
      <aside className={styles['beside']} aria-label={t('assistance:form.beside')}>
        <KnownAnswers text={values.title ?? ''} except={kept} />
        {rules.requestTemplates.length > 0 && (
          <section>
            <h3>{t('assistance:form.templates')}</h3>
            {rules.requestTemplates.map((template) => (
              <div key={template.id}>
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() =>
                    set({
                      ...(template.kind !== null && withKind(rules.fields, values, template.kind)),
                      title: template.title === null ? null : label(template.title),
                      description: template.provide
                        .filter(({ secret }) => !secret)
                        .map((one) => `${label(one.label)} : `)
                        .join('\n'),
                    })
                  }
                >
                  {label(template.label)}
                </Button>
                <ul>
                  {template.provide.map((one) => (
                    <li key={one.label.fr}>
                      {label(one.label)}
                      {one.secret && ` — ${t('assistance:form.apart')}`}
                    </li>
                  ))}
                </ul>
              </div>
            ))}
          </section>
        )}
        {rules.entry !== null && <p className={styles['note']}>{label(rules.entry)}</p>}
        {rules.notes.map((note) => (
          <p key={note.fr} className={styles['note']}>
            {label(note)}
          </p>
        ))}
      </aside>
    </form>
  );

  function fieldOf(field: TicketFieldRule) {
    const { id } = field;
    const use = fieldUse(field, values.kind ?? null);
    const name = `${label(field.label)}${use === 'required' ? ' *' : ''}`;
    const hint =
      field.hints.length === 0 ? undefined : field.hints.map((one) => label(one)).join(' ');
    const said = { label: name, hint, wrong: wrong(id) };
    if (id === 'establishment') {
      return (
        <SchoolField
          {...said}
          none={t('assistance:form.choose')}
          schools={schools}
          value={values.establishment ?? null}
          onChange={(establishment) => set({ establishment })}
        />
      );
    }
    if (id === 'priority') {
      const rule = rules.priorities.find((one) => one.id === values.priority)?.rule;
      return (
        <SelectField
          {...said}
          hint={rule === null || rule === undefined ? undefined : label(rule)}
          value={values.priority ?? ''}
          options={[
            ...(values.priority === null
              ? [{ value: '', label: t('assistance:form.choose') }]
              : []),
            ...rules.priorities.map(({ id: value }) => ({ value, label: words.priority(value) })),
          ]}
          onChange={(priority) => set({ priority: priority || null })}
        />
      );
    }
    if (id === 'eventOn') {
      return (
        <div className={styles['row']}>
          <DateField
            {...said}
            value={values.eventOn ?? null}
            max={overview.today}
            today={overview.today}
            onCommit={(eventOn) => set({ eventOn })}
          />
          <TimeField
            label={t('tickets:field.eventAt')}
            value={values.eventAt ?? ''}
            onCommit={(eventAt) => set({ eventAt })}
          />
        </div>
      );
    }
    if (id === 'files') {
      return (
        <>
          <Files ticket={kept} make={keepForFiles} />
          {said.wrong !== undefined && (
            <p role="alert" className={styles['wrong']}>
              {said.wrong}
            </p>
          )}
        </>
      );
    }
    if (id === 'impacted') {
      return (
        <TextField
          {...said}
          type="number"
          value={values[id] === null || values[id] === undefined ? '' : String(values[id])}
          onChange={(text) => set({ [id]: /^\d{1,4}$/.test(text) ? Number(text) : null })}
        />
      );
    }
    if (field.choices.length > 0) {
      return (
        <SelectField
          {...said}
          value={values[id] ?? ''}
          options={[
            { value: '', label: t('assistance:form.choose') },
            ...field.choices.map((one) => ({ value: one.id, label: label(one.label) })),
          ]}
          onChange={(value) => set({ [id]: value || null })}
        />
      );
    }
    const isNone = field.none !== null && values[id] === NONE;
    return (
      <>
        <TextField
          {...said}
          long={LONG.has(id)}
          disabled={isNone}
          type={id === 'pageUrl' ? 'url' : 'text'}
          value={isNone ? label(field.none!) : (values[id] ?? '')}
          onChange={(text) => set({ [id]: text === '' ? null : text })}
        />
        {field.none !== null && (
          <label className={styles['note']}>
            <input
              type="checkbox"
              checked={isNone}
              onChange={(event) => set({ [id]: event.currentTarget.checked ? NONE : null })}
            />{' '}
            {label(field.none)}
          </label>
        )}
      </>
    );
  }
}

function isWide({ id }: TicketFieldRule): boolean {
  return id === 'title' || id === 'files' || LONG.has(id);
}

/** Values for another kind of request: what that kind does not ask is not sent. */
function withKind(
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
