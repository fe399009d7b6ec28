import type {
  AssistanceOverview,
  TicketValues,
} from '../../../shared/assistance/tickets.contract.ts';
import { NONE } from '../../../shared/assistance/checkTicket.ts';
import {
  fieldUse,
  type TicketField,
  type TicketFieldRule,
} from '../../../shared/assistance/ticketRules.ts';
import { DateField, SelectField } from '../../ui/fields.tsx';
import { TimeField } from '../../ui/TimeField.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { TicketFilesPart } from '../assistanceTabs.ts';
import { SchoolField } from '../SchoolField.tsx';
import { useTicketWords } from '../useTicketWords.ts';
import styles from '../assistance.module.css';
import { TextField } from './TextField.tsx';
import type { TicketWriting } from './useTicketDraft.ts';

const LONG = new Set<TicketField>(['description', 'operations', 'errorMessage']);

interface TicketFormFieldProps {
  readonly field: TicketFieldRule;
  readonly overview: AssistanceOverview;
  readonly writing: TicketWriting;
  readonly Files: TicketFilesPart;
}

/** One field of a request, as the programme's rules have it. */
export function TicketFormField({ field, overview, writing, Files }: TicketFormFieldProps) {
  const { rules, schools, today } = overview;
  const { values, set, kept, keepForFiles } = writing;
  const { t, label } = useLanguage();
  const words = useTicketWords(rules);
  const { id } = field;
  const isRequired = fieldUse(field, values.kind ?? null) === 'required';
  const hints = [...field.hints.map((one) => label(one)), writing.advice(id) ?? ''].filter(Boolean);
  const said = {
    label: `${label(field.label)}${isRequired ? ' *' : ''}`,
    hint: hints.length === 0 ? undefined : hints.join(' '),
    wrong: writing.wrong(id),
  };
  switch (id) {
    case 'establishment':
      return (
        <SchoolField
          {...said}
          none={t('assistance:form.choose')}
          schools={schools}
          value={values.establishment ?? null}
          onChange={(establishment) => set({ establishment })}
        />
      );
    case 'priority': {
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
    case 'eventOn':
      return (
        <div className={styles['row']}>
          <DateField
            {...said}
            value={values.eventOn ?? null}
            max={today}
            today={today}
            onCommit={(eventOn) => set({ eventOn })}
          />
          <TimeField
            label={t('tickets:field.eventAt')}
            value={values.eventAt ?? ''}
            onCommit={(eventAt) => set({ eventAt })}
          />
        </div>
      );
    case 'files':
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
    case 'impacted':
      return (
        <TextField
          {...said}
          type="number"
          value={values[id] === null || values[id] === undefined ? '' : String(values[id])}
          onChange={(text) => {
            if (text === '') set({ [id]: null });
            // Another figure too many leaves what stands there.
            else if (/^\d{1,7}$/.test(text)) set({ [id]: Number(text) });
          }}
        />
      );
    default:
      return <WordsField id={id} field={field} said={said} values={values} set={set} />;
  }
}

interface WordsFieldProps {
  readonly id: Exclude<TicketField, 'impacted' | 'files'>;
  readonly field: TicketFieldRule;
  readonly said: {
    readonly label: string;
    readonly hint: string | undefined;
    readonly wrong: string | undefined;
  };
  readonly values: TicketValues;
  readonly set: (change: TicketValues) => void;
}

/** Words that one chooses or writes; where several are concerned, that none is meant. */
function WordsField({ id, field, said, values, set }: WordsFieldProps) {
  const { t, label } = useLanguage();
  const value = values[id] ?? '';
  if (field.choices.length > 0) {
    return (
      <SelectField
        {...said}
        value={value}
        options={[
          { value: '', label: t('assistance:form.choose') },
          ...field.choices.map((one) => ({ value: one.id, label: label(one.label) })),
        ]}
        onChange={(chosen) => set({ [id]: chosen || null })}
      />
    );
  }
  const isNone = field.none !== null && value === NONE;
  return (
    <>
      <TextField
        {...said}
        long={LONG.has(id)}
        disabled={isNone}
        type={id === 'pageUrl' ? 'url' : 'text'}
        value={isNone ? label(field.none!) : value}
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

/** Whether a field takes the form's whole width. */
export function isWide({ id }: TicketFieldRule): boolean {
  return id === 'title' || id === 'files' || LONG.has(id);
}
