import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { BlockerRegister, ListedBlocker } from '../../../shared/tutoring/blockers.contract.ts';
import { failureWords } from '../../bridge/failureWords.ts';
import { useCall } from '../../bridge/useCall.ts';
import { useTerms } from '../../bridge/useTerms.ts';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { Message } from '../../ui/Message.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { TutoringFrame } from '../TutoringFrame.tsx';
import type { TutoringTabProps } from '../tutoringTabs.ts';
import { BlockerFilters } from './BlockerFilters.tsx';
import { BlockerForm } from './BlockerForm.tsx';
import { BlockerPanel } from './BlockerPanel.tsx';
import { BlockerState } from './BlockerState.tsx';
import { anyBlocker, filtered } from './blockerFilter.ts';
import { READ_BLOCKERS } from './blockerReads.ts';

/** What keeps schools of a wave from going on, met once and solved for all. */
export function BlockersTab(shared: TutoringTabProps) {
  const { wave } = shared.overview;
  const { t } = useLanguage();
  const { value, failure } = useCall(
    'blockers.list',
    wave === null ? null : { wave: wave.id },
    READ_BLOCKERS,
  );
  if (value === null) {
    return (
      <TutoringFrame shared={shared} tab="blockers">
        {failure === null ? (
          <Message kind="empty">{t('blockers:loading')}</Message>
        ) : (
          <Message kind="error">{failureWords(t, failure)}</Message>
        )}
      </TutoringFrame>
    );
  }
  return <Register {...shared} register={value} />;
}

function Register({ register, ...shared }: TutoringTabProps & { register: BlockerRegister }) {
  const { open, onGo, hrefOfTicket } = shared;
  const { rows, mayWrite } = register;
  const { t, format } = useLanguage();
  const [filter, setFilter] = useState(anyBlocker);
  const [making, setMaking] = useState(false);
  const shown = useMemo(() => filtered(rows, filter), [rows, filter]);
  const columns = useColumns();
  const waiting = rows.filter(({ state }) => state === 'open' || state === 'answered').length;
  const close = (): void => {
    setMaking(false);
    onGo('blockers');
  };
  const toOne = (id: string): void => {
    setMaking(false);
    onGo('blockers', id);
  };
  const panel = making
    ? {
        label: t('blockers:new'),
        onClose: close,
        content: <BlockerForm register={register} onDone={toOne} onClose={close} />,
      }
    : open === undefined
      ? null
      : {
          label: t('blockers:panel'),
          onClose: close,
          content: (
            <BlockerPanel
              key={open}
              id={open}
              register={register}
              onOpen={toOne}
              hrefOfTicket={hrefOfTicket}
            />
          ),
        };
  return (
    <TutoringFrame
      shared={shared}
      tab="blockers"
      line={format.line([
        t('blockers:line.waiting', {
          count: waiting,
          replace: { count: format.number(waiting) },
        }),
        t('blockers:line.all', {
          count: rows.length,
          replace: { count: format.number(rows.length) },
        }),
        register.medianDays !== null &&
          t('blockers:line.median', {
            count: Math.round(register.medianDays),
            replace: { count: format.number(Math.round(register.medianDays)) },
          }),
      ])}
      actions={mayWrite && <Button onClick={() => setMaking(true)}>{t('blockers:new')}</Button>}
      panel={panel}
    >
      {rows.length === 0 ? (
        <Message kind="empty">{t('blockers:none')}</Message>
      ) : (
        <>
          <BlockerFilters register={register} filter={filter} onFilter={setFilter} />
          {shown.length === 0 ? (
            <Message
              kind="empty"
              action={{ label: t('blockers:showAll'), run: () => setFilter(anyBlocker) }}
            >
              {t('blockers:noneFound')}
            </Message>
          ) : (
            <DataTable
              id="blockers"
              label={t('blockers:list')}
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

function useColumns(): readonly DataColumn<ListedBlocker>[] {
  const { t, format } = useLanguage();
  const { Many } = useTerms();
  return [
    {
      id: 'title',
      label: t('blockers:col.title'),
      width: 'minmax(220px, 2.4fr)',
      cell: ({ title }) => <bdi>{title}</bdi>,
    },
    {
      id: 'state',
      label: t('blockers:col.state'),
      width: '110px',
      cell: ({ state }) => <BlockerState state={state} />,
    },
    {
      id: 'schools',
      label: Many('establishment'),
      width: '150px',
      end: true,
      cell: ({ schools, waiting }) =>
        waiting === 0 || waiting === schools
          ? format.number(schools)
          : t('blockers:waitingOf', {
              waiting: format.number(waiting),
              all: format.number(schools),
            }),
    },
    {
      id: 'theme',
      label: t('blockers:col.theme'),
      width: 'minmax(110px, 1fr)',
      spare: 2,
      cell: ({ theme }) => <bdi>{theme ?? '—'}</bdi>,
    },
    {
      id: 'days',
      label: t('blockers:col.days'),
      width: '130px',
      spare: 1,
      cell: ({ days, state }) =>
        days === null
          ? '—'
          : t(state === 'solved' ? 'blockers:solvedIn' : 'blockers:age', {
              count: days,
              replace: { count: format.number(days) },
            }),
    },
  ];
}
