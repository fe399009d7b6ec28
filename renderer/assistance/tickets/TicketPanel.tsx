import { Button } from '@mantine/core';
import { useState } from 'react';
import type {
  AssistanceOverview,
  TicketDetail,
  TicketMove,
} from '../../../shared/assistance/tickets.contract.ts';
import { orderedLevels } from '../../../shared/assistance/ticketRules.ts';
import { useCall } from '../../bridge/useCall.ts';
import { useDo } from '../../bridge/useDo.ts';
import { useTerms } from '../../bridge/useTerms.ts';
import { Fact, Facts } from '../../ui/Facts.tsx';
import { SelectField } from '../../ui/fields.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from '../assistance.module.css';
import { TICKETS, type AssistanceHrefs, type TicketFilesPart } from '../assistanceTabs.ts';
import { useTicketWords } from '../useTicketWords.ts';
import { HandOver } from './HandOver.tsx';
import { TextField } from './TextField.tsx';
import { TicketLinks } from './TicketLinks.tsx';
import { TicketStatus } from './TicketList.tsx';

interface TicketPanelProps {
  readonly overview: AssistanceOverview;
  readonly ticket: string;
  readonly Files: TicketFilesPart;
  readonly hrefs: AssistanceHrefs;
}

/** One request: what was asked, what happened, and what one can do with it. */
export function TicketPanel({ overview, ticket, Files, hrefs }: TicketPanelProps) {
  const { t, format, label, named } = useLanguage();
  const { One } = useTerms();
  const words = useTicketWords(overview.rules);
  const read = useCall('tickets.read', { ticket }, [...TICKETS, 'grant', 'attachment']).value;
  if (read === null) return <p className={styles['note']}>{t('assistance:loading')}</p>;
  const { rules } = overview;
  const day = (value: string | null): string =>
    value === null ? '—' : format.day(value, overview.today);
  function said({ id, choices }: (typeof rules.fields)[number], value: string | number): string {
    if (id === 'priority') return words.priority(String(value));
    if (id === 'eventOn') return day(String(value));
    const choice = choices.find((one) => one.id === value)?.label;
    if (choice !== undefined) return label(choice);
    return typeof value === 'number' ? format.number(value) : value;
  }
  return (
    <div className={styles['panel']}>
      <h2>
        <bdi>{read.title}</bdi>
      </h2>
      <div className={styles['row']}>
        <TicketStatus row={read} />
        <span className={styles['note']} dir="ltr">
          {read.number ?? read.reference}
        </span>
      </div>
      <Facts>
        <Fact name={One('establishment')}>
          {read.school === null ? '—' : named({ name: read.school, nameAr: read.schoolAr })}
        </Fact>
        <Fact name={t('tickets:column.level')}>{words.level(read.level)}</Fact>
        <Fact name={t('tickets:column.createdOn')}>
          {day(read.createdOn)} ·{' '}
          {t('assistance:days', {
            count: read.ageDays,
            replace: { count: format.number(read.ageDays) },
          })}
        </Fact>
        {read.repliesUntil !== null && (
          <Fact name={t('assistance:repliesUntil')}>{day(read.repliesUntil)}</Fact>
        )}
        {rules.fields.map((field) => {
          if (field.id === 'title' || field.id === 'establishment') return null;
          const value = read.values[field.id];
          if (value === null || value === 0) return null;
          if (field.id === 'files' && read.attached > 0) return null;
          return (
            <Fact key={field.id} name={t(`tickets:field.${field.id}`)}>
              <span className={styles['text']}>
                <bdi>{said(field, value)}</bdi>
              </span>
            </Fact>
          );
        })}
        {read.participants.length > 0 && (
          <Fact name={t('assistance:participants')}>
            {read.participants.map(({ name }) => name).join(', ')}
          </Fact>
        )}
      </Facts>
      <Files ticket={ticket} />
      <TicketLinks ticket={ticket} establishment={read.establishment} hrefs={hrefs} />
      <section>
        <h3>{t('assistance:exchanges')}</h3>
        <ol className={styles['lines']}>
          {read.lines.map((line) => (
            <li key={line.id} data-own={line.kind === 'asked'}>
              <b>
                {t(`assistance:event.${line.derived ? 'closedByDays' : line.kind}`, {
                  level: words.level(line.level),
                })}
              </b>{' '}
              <span className={styles['note']}>
                {day(line.on)}
                {line.author !== null && ` · ${line.author}`}
                {line.outside !== null && ` · ${line.outside}`}
              </span>
              {line.text !== null && <div className={styles['text']}>{line.text}</div>}
            </li>
          ))}
        </ol>
      </section>
      <Acts key={read.lines.length} overview={overview} read={read} />
      {read.status !== 'closed' && <HandOver overview={overview} read={read} />}
    </div>
  );
}

function Acts({
  overview,
  read,
}: {
  readonly overview: AssistanceOverview;
  readonly read: TicketDetail;
}) {
  const { t } = useLanguage();
  const { run, busy } = useDo();
  const words = useTicketWords(overview.rules);
  const [text, setText] = useState('');
  const [level, setLevel] = useState('');
  const may = (move: TicketDetail['may'][number]): boolean => read.may.includes(move);
  const act = async (move: TicketMove): Promise<void> => {
    await run(
      'tickets.act',
      {
        ticket: read.id,
        move,
        text: text.trim() === '' ? null : text,
        level: move === 'move' || move === 'requalify' ? level : null,
        tool: null,
        number: null,
      },
      () => t(`assistance:said.${move}`),
    );
  };
  if (read.may.length === 0) return null;
  const buttons = (['answer', 'wait', 'takeOver', 'close', 'reopen'] as const).filter(may);
  return (
    <section className={styles['act']}>
      <TextField
        long
        label={t('assistance:act.text')}
        maxLength={20_000}
        value={text}
        onChange={setText}
      />
      <div className={styles['row']}>
        {buttons.map((move, index) => (
          <Button
            key={move}
            size="compact-sm"
            variant={index === 0 ? 'filled' : 'default'}
            disabled={busy || (move === 'answer' && text.trim() === '')}
            onClick={() => void act(move)}
          >
            {t(`assistance:act.${move}`)}
          </Button>
        ))}
      </div>
      {may('move') && (
        <div className={styles['row']}>
          <SelectField
            label={t('assistance:act.level')}
            value={level}
            options={[
              { value: '', label: t('assistance:form.choose') },
              ...orderedLevels(overview.rules)
                .filter(({ id }) => id !== read.level)
                .map(({ id }) => ({ value: id, label: words.level(id) })),
            ]}
            onChange={setLevel}
          />
          <Button
            size="compact-sm"
            variant="default"
            disabled={busy || level === ''}
            onClick={() => void act('move')}
          >
            {t('assistance:act.move')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            disabled={busy || level === ''}
            onClick={() => void act('requalify')}
          >
            {t('assistance:act.requalify')}
          </Button>
        </div>
      )}
      {may('share') && <Sharing read={read} />}
    </section>
  );
}

/** Whether colleagues of the school are shown it, and who takes part. */
function Sharing({ read }: { readonly read: TicketDetail }) {
  const { t } = useLanguage();
  const { run, busy } = useDo();
  const people = useCall('tickets.people', { ticket: read.id }, ['grant']).value ?? [];
  const taking = new Set(read.participants.map(({ id }) => id));
  const others = people.filter(({ id }) => !taking.has(id));
  return (
    <>
      <label>
        <input
          type="checkbox"
          checked={read.shared}
          disabled={busy}
          onChange={(event) =>
            void run(
              'tickets.share',
              { ticket: read.id, shared: event.currentTarget.checked },
              () => t('assistance:said.share'),
            )
          }
        />{' '}
        {t('assistance:act.share')}
      </label>
      {others.length > 0 && (
        <SelectField
          label={t('assistance:act.participant')}
          value=""
          disabled={busy}
          options={[
            { value: '', label: t('assistance:form.choose') },
            ...others.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(id) =>
            void run('tickets.share', { ticket: read.id, participants: [...taking, id] }, () =>
              t('assistance:said.share'),
            )
          }
        />
      )}
    </>
  );
}
