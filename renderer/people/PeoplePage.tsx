import { Button } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import type { ListedPerson } from '../../shared/people/people.contract.ts';
import { useBridge } from '../bridge/BridgeContext.tsx';
import { useCall } from '../bridge/useCall.ts';
import { useRows } from '../bridge/useRows.ts';
import { useTerms, useWordsOf } from '../bridge/useTerms.ts';
import { DataTable, type DataColumn } from '../ui/DataTable.tsx';
import { Message } from '../ui/Message.tsx';
import { Page } from '../ui/Page.tsx';
import { useReady } from '../ui/ready.ts';
import { SearchBox } from '../ui/SearchBox.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { CodesPanel } from './CodesPanel.tsx';
import { PersonPanel } from './PersonPanel.tsx';
import styles from './people.module.css';

const ENTITIES = ['grant', 'establishment', 'wave', 'waveMembership'];
/** People whose ids one call fetches. */
const MANY = 500;

interface PeoplePageProps {
  readonly onImport: () => void;
}

/** Who acts in the places that one may read: found, looked at, given enrolment codes. */
export function PeoplePage({ onImport }: PeoplePageProps) {
  const { t, format, script } = useLanguage();
  const wordsOf = useWordsOf();
  const { one, Many } = useTerms();
  const { client } = useBridge();
  const [search, setSearch] = useState('');
  const [person, setPerson] = useState<ListedPerson | null>(null);
  const [givesCodes, setGivesCodes] = useState(false);
  const head = useCall('people.list', { search, offset: 0, limit: 1 }, ENTITIES).value;
  const fetchRows = useCallback(
    async (offset: number, limit: number) => {
      const answer = await client.call('people.list', { search, offset, limit });
      return answer.ok ? answer.value : null;
    },
    [client, search],
  );
  const { total, rowAt, onRange } = useRows<ListedPerson>(fetchRows, ENTITIES);
  useReady(total === null ? null : 'people');

  const columns = useMemo(
    (): DataColumn<ListedPerson>[] => [
      {
        id: 'name',
        label: t('people:col.name'),
        width: 'minmax(150px, 1.2fr)',
        cell: ({ name }) => <bdi>{script(name)}</bdi>,
      },
      {
        id: 'roles',
        label: t('people:col.roles'),
        width: 'minmax(160px, 1.6fr)',
        cell: ({ roles }) =>
          format.list([
            ...new Set(
              roles.map(({ role, actors, programme }) => wordsOf(programme).role(role, actors)),
            ),
          ]),
      },
      {
        id: 'schools',
        label: Many('establishment'),
        width: '120px',
        end: true,
        cell: ({ schools }) => format.number(schools),
      },
      {
        id: 'email',
        label: t('people:col.email'),
        width: 'minmax(220px, 1.2fr)',
        spare: 1,
        cell: ({ email }) => <bdi dir="ltr">{email ?? '—'}</bdi>,
      },
    ],
    [t, format, script, wordsOf, Many],
  );

  /** The one who is looked at, or all that are listed. */
  async function wanted(): Promise<readonly string[]> {
    if (person !== null) return [person.person];
    const ids: string[] = [];
    for (let offset = 0; ; offset += MANY) {
      const answer = await client.call('people.list', { search, offset, limit: MANY });
      if (!answer.ok) return ids;
      ids.push(...answer.value.rows.map((row) => row.person));
      if (offset + MANY >= answer.value.total) return ids;
    }
  }

  const panel = givesCodes
    ? {
        label: t('people:codes.title'),
        content: (
          <CodesPanel
            key={person?.person ?? `all ${search}`}
            count={person === null ? (total ?? 0) : 1}
            name={person?.name ?? null}
            people={wanted}
          />
        ),
      }
    : person === null
      ? null
      : {
          label: script(person.name),
          content: (
            <PersonPanel
              person={person}
              onCode={head?.maySteer === true ? () => setGivesCodes(true) : null}
            />
          ),
        };
  const all = head?.all ?? 0;
  return (
    <Page
      title={t('people:title')}
      line={
        head === null
          ? t('people:loading')
          : [
              t('people:count', { count: all, replace: { count: format.number(all) } }),
              ...(head.total < all
                ? [
                    t('people:found', {
                      count: head.total,
                      replace: { count: format.number(head.total) },
                    }),
                  ]
                : []),
            ].join(' · ')
      }
      actions={
        <div className={styles['row']}>
          {head?.maySteer === true && (
            <>
              <Button variant="default" onClick={onImport}>
                {t('people:do.import')}
              </Button>
              <Button
                disabled={total === 0}
                onClick={() => {
                  setPerson(null);
                  setGivesCodes(true);
                }}
              >
                {t('people:do.codes')}
              </Button>
            </>
          )}
        </div>
      }
      panel={
        panel === null
          ? null
          : {
              ...panel,
              onClose: () => {
                setPerson(null);
                setGivesCodes(false);
              },
            }
      }
    >
      <SearchBox
        id="people-filter"
        label={t('people:search', { school: one('establishment') })}
        value={search}
        onChange={(text) => setSearch(text.slice(0, 200))}
        onLeave={() => document.querySelector<HTMLElement>('#people [tabindex="0"]')?.focus()}
      />
      {total === 0 ? (
        <Message
          kind="empty"
          action={
            all > 0
              ? { label: t('people:do.showAll'), run: () => setSearch('') }
              : head?.maySteer === true
                ? { label: t('people:do.import'), run: onImport }
                : undefined
          }
        >
          {t(
            all > 0
              ? 'people:none'
              : head?.maySteer === true
                ? 'people:nobody'
                : 'people:nobodyHere',
          )}
        </Message>
      ) : (
        <DataTable
          id="people"
          label={t('people:list')}
          columns={columns}
          count={total ?? 0}
          rowAt={rowAt}
          keyOf={(row) => row.person}
          selected={person?.person ?? null}
          onOpen={(row) => {
            setGivesCodes(false);
            setPerson(row);
          }}
          onRange={onRange}
          listKey={search}
        />
      )}
    </Page>
  );
}
