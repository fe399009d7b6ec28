import { Button } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../shared/bridge/contract.ts';
import type { ListedVisit, visitsContract } from '../../../shared/tutoring/visits.contract.ts';
import { failureWords } from '../../bridge/failureWords.ts';
import { useCall } from '../../bridge/useCall.ts';
import { useTerms } from '../../bridge/useTerms.ts';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { Message } from '../../ui/Message.tsx';
import { SearchBox } from '../../ui/SearchBox.tsx';
import { matches } from '../../ui/plain.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import { TutoringFrame } from '../TutoringFrame.tsx';
import type { TutoringTabProps } from '../tutoringTabs.ts';
import { VisitForm } from './VisitForm.tsx';
import { VisitPanel } from './VisitPanel.tsx';
import { READ_VISITS } from './visitReads.ts';

type Visits = OutputOf<(typeof visitsContract)['visits.list']>;

/** Who went to see which school, and what they found there. */
export function VisitsTab(shared: TutoringTabProps) {
  const { wave } = shared.overview;
  const { t } = useLanguage();
  const asked = wave === null ? null : { wave: wave.id };
  const { value, failure } = useCall('visits.list', asked, READ_VISITS);
  if (value === null) {
    return (
      <TutoringFrame shared={shared} tab="visits">
        {failure === null ? (
          <Message kind="empty">{t('blockers:visit.loading')}</Message>
        ) : (
          <Message kind="error">{failureWords(t, failure)}</Message>
        )}
      </TutoringFrame>
    );
  }
  return <Visited {...shared} visits={value} />;
}

function Visited({ visits, ...shared }: TutoringTabProps & { readonly visits: Visits }) {
  const { open, onGo } = shared;
  const { rows, schools, today } = visits;
  const { t, format, placed } = useLanguage();
  const { one } = useTerms();
  const [search, setSearch] = useState('');
  const [making, setMaking] = useState(false);
  const columns = useColumns(today);
  const shown = rows.filter(({ school, visitors, purpose }) =>
    matches(
      `${school.name} ${school.nameAr ?? ''} ${school.town ?? ''} ${visitors ?? ''} ${purpose ?? ''}`,
      search,
    ),
  );
  const close = (): void => {
    setMaking(false);
    onGo('visits');
  };
  const toOne = (id: string): void => {
    setMaking(false);
    onGo('visits', id);
  };
  const opened = rows.find(({ id }) => id === open);
  const panel = making
    ? {
        label: t('blockers:visit.new'),
        onClose: close,
        content: (
          <VisitForm
            wave={visits.wave}
            schools={schools}
            today={today}
            onDone={toOne}
            onClose={close}
          />
        ),
      }
    : opened === undefined
      ? null
      : {
          label: placed(opened.school),
          onClose: close,
          content: (
            <VisitPanel
              key={opened.id}
              visit={opened}
              wave={visits.wave}
              today={today}
              onGone={close}
              hrefOf={shared.hrefOf}
            />
          ),
        };
  const waiting = rows.reduce((sum, row) => sum + row.open, 0);
  return (
    <TutoringFrame
      shared={shared}
      tab="visits"
      line={format.line([
        t('blockers:visit.count', {
          count: rows.length,
          replace: { count: format.number(rows.length) },
        }),
        waiting > 0 &&
          t('blockers:visit.open', { count: waiting, replace: { count: format.number(waiting) } }),
      ])}
      actions={
        schools.length > 0 && (
          <Button onClick={() => setMaking(true)}>{t('blockers:visit.new')}</Button>
        )
      }
      panel={panel}
    >
      {rows.length === 0 ? (
        <Message kind="empty">{t('blockers:visit.none')}</Message>
      ) : (
        <>
          <SearchBox
            id="visits-filter"
            label={t('blockers:visit.search', { school: one('establishment') })}
            value={search}
            onChange={setSearch}
            onLeave={() => document.querySelector<HTMLElement>('#visits [tabindex="0"]')?.focus()}
          />
          {shown.length === 0 ? (
            <Message
              kind="empty"
              action={{ label: t('blockers:visit.showAll'), run: () => setSearch('') }}
            >
              {t('blockers:visit.noneFound')}
            </Message>
          ) : (
            <DataTable
              id="visits"
              label={t('blockers:visit.list')}
              columns={columns}
              count={shown.length}
              rowAt={(index) => shown[index]}
              keyOf={({ id }) => id}
              selected={open ?? null}
              onOpen={({ id }) => toOne(id)}
            />
          )}
        </>
      )}
    </TutoringFrame>
  );
}

function useColumns(today: string): readonly DataColumn<ListedVisit>[] {
  const { t, format, placed } = useLanguage();
  const { One } = useTerms();
  return [
    {
      id: 'on',
      label: t('blockers:visit.on'),
      width: '110px',
      cell: ({ on }) => (on === null ? '—' : format.day(on, today)),
    },
    {
      id: 'school',
      label: One('establishment'),
      width: 'minmax(200px, 2fr)',
      cell: ({ school }) => <bdi>{placed(school)}</bdi>,
    },
    {
      id: 'visitors',
      label: t('blockers:visit.visitors'),
      width: 'minmax(130px, 1.2fr)',
      spare: 1,
      cell: ({ visitors }) => <bdi>{visitors ?? '—'}</bdi>,
    },
    {
      id: 'lines',
      label: t('blockers:visit.lines'),
      width: '180px',
      cell: ({ lines, open }) =>
        format.line([
          t('blockers:visit.lineCount', { count: lines, replace: { count: format.number(lines) } }),
          open > 0 &&
            t('blockers:visit.open', { count: open, replace: { count: format.number(open) } }),
        ]),
    },
  ];
}
