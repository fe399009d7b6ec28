import { Button } from '@mantine/core';
import { ticketProblemText } from '../../../shared/assistance/ticketProblemText.ts';
import type {
  AssistanceOverview,
  TicketValues,
} from '../../../shared/assistance/tickets.contract.ts';
import { fieldUse, levelOfTitle, orderedLevels } from '../../../shared/assistance/ticketRules.ts';
import { useCall } from '../../bridge/useCall.ts';
import { useDraft, type Draft } from '../../bridge/useDraft.ts';
import { Choice } from '../../ui/Choice.tsx';
import { SelectField } from '../../ui/fields.tsx';
import { useFirstField } from '../../ui/useFirstField.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { TicketFilesPart } from '../assistanceTabs.ts';
import { useTicketWords } from '../useTicketWords.ts';
import styles from '../assistance.module.css';
import { TicketBeside } from './TicketBeside.tsx';
import { isWide, TicketFormField } from './TicketFormField.tsx';
import { useTicketDraft, withKind, type TicketWriting } from './useTicketDraft.ts';

interface TicketFormProps {
  readonly overview: AssistanceOverview;
  /** The draft; null: a new one. */
  readonly ticket: string | null;
  readonly Files: TicketFilesPart;
  /** What was written is kept, or left: the request, or null. */
  readonly onDone: (ticket: string | null) => void;
}

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
  const { rules } = overview;
  const { t, label } = useLanguage();
  const words = useTicketWords(rules);
  const form = useFirstField<HTMLFormElement>();
  const writing = useTicketDraft({ overview, ticket, start, unsent, form, onDone });
  const { values, set, busy, save } = writing;

  return (
    <form
      className={styles['form']}
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        void save(true);
      }}
    >
      <div className={styles['fields']}>
        <h2>{t(ticket === null ? 'assistance:form.new' : 'assistance:form.draft')}</h2>
        <Problems writing={writing} />
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
              <TicketFormField field={field} overview={overview} writing={writing} Files={Files} />
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
        <Secrets writing={writing} />
        <div className={`${styles['wide']} ${styles['row']}`}>
          <Button type="submit" loading={busy}>
            {t('assistance:do.send')}
          </Button>
          <Button variant="default" disabled={busy} onClick={() => void save(false)}>
            {t('assistance:do.keep')}
          </Button>
          <Button variant="subtle" onClick={() => void writing.leave()}>
            {t('assistance:do.leave')}
          </Button>
          <span className={styles['note']}>{t('assistance:form.offline')}</span>
        </div>
      </div>
      <TicketBeside rules={rules} writing={writing} />
    </form>
  );
}

/** All that hinders a request from being sent, once somebody has tried. */
function Problems({ writing: { told } }: { readonly writing: TicketWriting }) {
  const { t } = useLanguage();
  if (told.length === 0) return null;
  return (
    <div
      id="ticket-problems"
      tabIndex={-1}
      role="alert"
      className={`${styles['wide']} ${styles['problems']}`}
    >
      {t('assistance:form.problems', { count: told.length })}
      <ul>
        {told.map((problem) => (
          <li key={`${problem.field} ${problem.type}`}>{ticketProblemText(t, problem)}</li>
        ))}
      </ul>
    </div>
  );
}

/** What looks like a secret: it is removed, or confirmed to be none. */
function Secrets({ writing }: { readonly writing: TicketWriting }) {
  const { secrets, confirmed, confirm } = writing;
  const { t } = useLanguage();
  if (secrets.length === 0) return null;
  return (
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
          onChange={(event) => confirm(event.currentTarget.checked)}
        />{' '}
        {t('assistance:form.confirm')}
      </label>
    </div>
  );
}
