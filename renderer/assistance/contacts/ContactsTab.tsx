import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { contactChannels } from '../../../shared/assistance/contact.entity.ts';
import type { ContactView } from '../../../shared/assistance/tickets.contract.ts';
import { useCall } from '../../bridge/useCall.ts';
import { useDo } from '../../bridge/useDo.ts';
import { useTerms } from '../../bridge/useTerms.ts';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { SelectField } from '../../ui/fields.tsx';
import { Message } from '../../ui/Message.tsx';
import { matches, plain } from '../../ui/plain.ts';
import { SearchBox } from '../../ui/SearchBox.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { AssistanceFrame } from '../AssistanceFrame.tsx';
import { whereOf, type AssistanceTabProps } from '../assistanceTabs.ts';
import styles from '../assistance.module.css';
import { SchoolField } from '../SchoolField.tsx';
import { TextField } from '../tickets/TextField.tsx';
import { useTicketWords } from '../useTicketWords.ts';

type Channel = (typeof contactChannels)[number];

/** Requests that came by phone, mail or video: logged in two fields and Enter. */
export function ContactsTab(shared: AssistanceTabProps) {
  const { overview, open, onGo } = shared;
  const { t, format, named } = useLanguage();
  const { one } = useTerms();
  const words = useTicketWords(overview.rules);
  const { run, busy } = useDo();
  const where = whereOf(overview);
  const listed = useCall('contacts.list', where, ['contact', 'establishment']).value;
  const [search, setSearch] = useState('');
  const [channel, setChannel] = useState<Channel>('phone');
  const [subject, setSubject] = useState('');
  const [school, setSchool] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const rows = listed ?? [];
  const query = search.trim();
  const shown =
    query === ''
      ? rows
      : rows.filter((row) =>
          matches(plain([row.subject, row.school, row.schoolAr, row.person].join(' ')), query),
        );
  const chosen = rows.find(({ id }) => id === open) ?? null;

  async function log(): Promise<void> {
    if (subject.trim() === '') return;
    const logged = await run(
      'contacts.log',
      {
        ...where,
        establishment: school,
        channel,
        subject: subject.trim(),
        person: null,
        level: null,
        minutes: null,
      },
      () => t('assistance:said.logged'),
    );
    if (logged === null) return;
    setSubject('');
    form.current?.querySelector<HTMLInputElement>('input')?.focus();
  }

  /** A draft with what the contact said. */
  async function ask(row: ContactView): Promise<void> {
    const saved = await run(
      'tickets.save',
      {
        ...where,
        values: { title: row.subject, establishment: row.establishment, onBehalfOf: row.person },
        send: false,
        confirmed: false,
        contact: row.id,
      },
      ({ reference }) => t('assistance:said.kept', { reference }),
    );
    if (saved !== null) onGo('tickets', saved.id);
  }

  const columns: DataColumn<ContactView>[] = [
    {
      id: 'on',
      label: t('assistance:contact.on'),
      width: '110px',
      cell: ({ on }) => (on === null ? '—' : format.day(on, overview.today)),
    },
    {
      id: 'channel',
      label: t('assistance:contact.channel'),
      width: '110px',
      cell: (row) => t(`assistance:channel.${row.channel}`),
    },
    {
      id: 'subject',
      label: t('assistance:contact.subject'),
      width: 'minmax(220px, 2fr)',
      cell: (row) => <bdi title={row.subject}>{row.subject}</bdi>,
    },
    {
      id: 'school',
      label: t('tickets:column.school'),
      width: 'minmax(160px, 1fr)',
      spare: 2,
      cell: (row) => (
        <bdi>{row.school === null ? '—' : named({ name: row.school, nameAr: row.schoolAr })}</bdi>
      ),
    },
    {
      id: 'level',
      label: t('assistance:contact.level'),
      width: '150px',
      spare: 1,
      cell: (row) => words.level(row.level) || '—',
    },
  ];
  return (
    <AssistanceFrame
      shared={shared}
      tab="contacts"
      line={t('assistance:contacts', {
        count: rows.length,
        replace: { count: format.number(rows.length) },
      })}
      panel={
        chosen === null
          ? null
          : {
              label: chosen.subject,
              onClose: () => onGo('contacts'),
              content: (
                <div className={styles['panel']}>
                  <h2>
                    <bdi>{chosen.subject}</bdi>
                  </h2>
                  <p className={styles['note']}>
                    {format.line([
                      chosen.on === null ? null : format.day(chosen.on, overview.today),
                      t(`assistance:channel.${chosen.channel}`),
                      chosen.school,
                      chosen.person,
                      chosen.author,
                    ])}
                  </p>
                  {chosen.ticket === null ? (
                    <Button disabled={busy} onClick={() => void ask(chosen)}>
                      {t('assistance:do.fromContact')}
                    </Button>
                  ) : (
                    <Button variant="default" onClick={() => onGo('tickets', chosen.ticket!)}>
                      {t('assistance:do.seeTicket')}
                    </Button>
                  )}
                </div>
              ),
            }
      }
    >
      {overview.mayHelp && (
        <form
          ref={form}
          className={styles['quick']}
          onSubmit={(event) => {
            event.preventDefault();
            void log();
          }}
        >
          <SelectField
            label={t('assistance:contact.channel')}
            value={channel}
            options={contactChannels.map((value) => ({
              value,
              label: t(`assistance:channel.${value}`),
            }))}
            onChange={(value) => setChannel(value as Channel)}
          />
          <TextField
            label={t('assistance:contact.subject')}
            value={subject}
            onChange={(text) => setSubject(text.slice(0, 400))}
          />
          <div>
            <SchoolField
              label={t('tickets:column.school')}
              none="—"
              schools={overview.schools}
              value={school}
              onChange={setSchool}
            />
          </div>
          <Button type="submit" disabled={busy || subject.trim() === ''}>
            {t('assistance:do.log')}
          </Button>
        </form>
      )}
      {listed !== null && rows.length === 0 ? (
        <Message kind="empty">{t('assistance:noContacts')}</Message>
      ) : (
        <>
          <div className={styles['filters']}>
            <SearchBox
              id="contacts-filter"
              label={t('assistance:searchContacts', { school: one('establishment') })}
              value={search}
              onChange={(text) => setSearch(text.slice(0, 200))}
              onLeave={() =>
                document.querySelector<HTMLElement>('#contacts [tabindex="0"]')?.focus()
              }
            />
          </div>
          <DataTable
            id="contacts"
            label={t('assistance:tab.contacts')}
            columns={columns}
            count={shown.length}
            rowAt={(index) => shown[index]}
            keyOf={({ id }) => id}
            selected={open ?? null}
            onOpen={({ id }) => onGo('contacts', id)}
            listKey={query}
          />
        </>
      )}
    </AssistanceFrame>
  );
}
