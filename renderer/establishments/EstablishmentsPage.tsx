import { Button, NativeSelect } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { buckets } from '../../shared/kit/pilot.rules.ts';
import { MoreTexts } from '../app/MoreTexts.tsx';
import { useBridge, useWatched } from '../bridge/BridgeContext.tsx';
import { failureWords } from '../bridge/failureWords.ts';
import { useCall } from '../bridge/useCall.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { usePages } from '../bridge/usePages.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { Message } from '../ui/Message.tsx';
import { Page } from '../ui/Page.tsx';
import { useReady } from '../ui/ready.ts';
import { SearchBox } from '../ui/SearchBox.tsx';
import { SplitBar } from '../ui/SplitBar.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import {
  EVERYWHERE,
  firstDirection,
  READ,
  tones,
  toQuery,
  type SchoolsFilter,
} from './establishments.filter.ts';
import { useColumns, type Column } from './useColumns.tsx';
import styles from './EstablishmentsPage.module.css';

const SchoolForm = lazy(async () => ({ default: (await import('./SchoolForm.tsx')).SchoolForm }));
const TerritoryForm = lazy(async () => ({
  default: (await import('./TerritoryForm.tsx')).TerritoryForm,
}));

/** Id of the filter box, for the key that leads to it. */
const FILTER_ID = 'kit-filter';
const GRID_ID = 'schools';

interface EstablishmentsPageProps {
  /** What is shown; it stands in the page's address. */
  readonly filter: SchoolsFilter;
  readonly onFilter: (change: Partial<SchoolsFilter>) => void;
  readonly onOpen: (establishment: string) => void;
  readonly onImport: () => void;
}

/** The schools that this computer holds, page by page: how far each is, and the way into its kit. */
export function EstablishmentsPage(props: EstablishmentsPageProps) {
  const { filter, onFilter, onOpen, onImport } = props;
  const { t, format, script } = useLanguage();
  const { reads } = useBridge();
  const steers = (useWatched(reads.programmes) ?? []).some(({ roles }) => roles.includes('pilot'));
  const [making, setMaking] = useState<'school' | 'territory' | null>(null);
  const [search, setSearch] = useState('');
  const [order, setOrder] = useState<{ column: Column; descending: boolean }>({
    column: 'town',
    descending: false,
  });
  const { programme, wave, asOf, bucket } = filter;
  const figures = useCall(
    'pilot.figures',
    {
      ...(programme === undefined || programme === EVERYWHERE ? {} : { programme }),
      ...(wave === undefined ? {} : { wave }),
      ...(asOf === undefined ? {} : { asOf }),
    },
    READ,
  );
  const several = (figures.value?.programmes.length ?? 0) > 1;
  const query = useMemo(
    () => ({
      ...toQuery(filter, several),
      ...(search.trim() === '' ? {} : { search: search.slice(0, 200) }),
      sort: order.column,
      descending: order.descending,
    }),
    [filter, several, search, order],
  );
  const { Many, one, many } = useTerms(figures.value?.programme?.id);
  const pages = usePages('pilot.schools', query, READ);
  const columns = useColumns();
  useReady(pages.head === null ? null : 'establishments');

  const { head, failure } = pages;
  if (head === null) {
    return failure === null ? (
      <Page title={Many('establishment')}>
        <p role="status">{t('schools.loading')}</p>
      </Page>
    ) : (
      <Message kind="error" page action={{ label: t('retry'), run: pages.reload }}>
        {failureWords(t, failure)}
      </Message>
    );
  }

  function sortBy(column: Column): void {
    setOrder((now) =>
      now.column === column
        ? { column, descending: !now.descending }
        : { column, descending: firstDirection(column) },
    );
  }

  const shown = figures.value;
  const Form = making === 'school' ? SchoolForm : TerritoryForm;
  const chips = chipsOf(filter, {
    wave: shown === null || shown.wave === null ? wave : script(shown.wave.label),
    action: filter.actionTitle,
    day: asOf === undefined ? undefined : format.longDay(asOf),
  });
  const showsBar = shown !== null && programme !== EVERYWHERE && shown.counts.establishments > 0;
  return (
    <Page
      title={
        shown?.programme === null || shown === null
          ? Many('establishment')
          : t('schools.titleOf', {
              schools: Many('establishment'),
              programme: script(shown.programme.name),
            })
      }
      line={
        <>
          {t('counted', {
            count: head.all,
            term: head.all === 1 ? one('establishment') : many('establishment'),
          })}
          {head.others > 0 && ` · ${t('schools.others', { count: head.others })}`}
          {shown !== null &&
            shown.counts.late.establishments > 0 &&
            ` · ${t('schools.late', { count: shown.counts.late.establishments })}`}
        </>
      }
      actions={
        <>
          {several && (
            <NativeSelect
              aria-label={t('schools.programme')}
              value={programme ?? shown?.programme?.id ?? ''}
              onChange={(event) => onFilter({ programme: event.currentTarget.value })}
              data={[
                ...shown!.programmes.map(({ id, name }) => ({ value: id, label: script(name) })),
                { value: EVERYWHERE, label: t('schools.everywhere') },
              ]}
            />
          )}
          {steers && (
            <>
              <Button variant="default" onClick={() => setMaking('territory')}>
                {t('schools.territories')}
              </Button>
              <Button variant="default" onClick={() => setMaking('school')}>
                {t('schools.add')}
              </Button>
              <Button onClick={onImport}>{t('schools.import')}</Button>
            </>
          )}
        </>
      }
      panel={
        making === null
          ? null
          : {
              label: t(making === 'school' ? 'schools.add' : 'schools.territories'),
              onClose: () => setMaking(null),
              content: (
                <Suspense>
                  <MoreTexts>
                    <Form
                      programme={shown?.programme?.id ?? undefined}
                      onDone={() => setMaking(null)}
                    />
                  </MoreTexts>
                </Suspense>
              ),
            }
      }
    >
      {showsBar && (
        <SplitBar
          label={t('buckets.label')}
          parts={buckets.map((id) => ({
            id,
            label: t(`buckets.${id}`, {
              lower: format.number(shown.bounds.lower),
              upper: format.number(shown.bounds.upper),
            }),
            count: shown.counts.buckets[id],
            tone: tones[id],
          }))}
          value={bucket ?? null}
          onChoose={(id) => onFilter({ bucket: bucket === id ? undefined : id })}
        />
      )}
      <div className={styles['bar']}>
        <div className={styles['chips']}>
          <p role="status" className={styles['line']}>
            {head.total < head.all + head.others && t('schools.shown', { count: head.total })}
          </p>
          {chips.map(({ key, clear, values }) => (
            <button
              key={key}
              type="button"
              className={styles['chip']}
              aria-label={t('schools.clear', { what: t(`schools.only.${key}`, values) })}
              onClick={() => onFilter(clear)}
            >
              {t(`schools.only.${key}`, values)}
              <IconX size={13} aria-hidden="true" />
            </button>
          ))}
        </div>
        <SearchBox
          id={FILTER_ID}
          label={t('schools.filter', { schools: many('establishment') })}
          keys="/"
          value={search}
          onChange={setSearch}
          onLeave={() =>
            document
              .getElementById(GRID_ID)
              ?.querySelector<HTMLElement>('[tabindex="0"][role="row"]')
              ?.focus()
          }
        />
      </div>
      {head.all + head.others === 0 && steers ? (
        <Message kind="empty" action={{ label: t('schools.import'), run: onImport }}>
          {t('schools.empty', { schools: many('establishment') })}
        </Message>
      ) : head.total === 0 ? (
        <Message
          kind="empty"
          action={{
            label: t('schools.showAll'),
            run: () => {
              setSearch('');
              onFilter(Object.fromEntries(Object.keys(filter).map((key) => [key, undefined])));
            },
          }}
        >
          {t('schools.nothing')}
        </Message>
      ) : (
        <DataTable
          id={GRID_ID}
          label={t('schools.list', { schools: Many('establishment') })}
          columns={columns}
          count={head.total}
          rowAt={pages.rowAt}
          keyOf={(row) => `${row.id} ${row.programme?.id ?? ''}`}
          order={order}
          onSort={sortBy}
          onOpen={(row) => onOpen(row.id)}
          onRange={pages.onRange}
          listKey={pages.shownKey}
        />
      )}
    </Page>
  );
}

interface Chip {
  readonly key: string;
  readonly clear: Partial<SchoolsFilter>;
  readonly values: Record<string, string | number | undefined>;
}

/** What narrows the list beyond the bar and the search, each to be taken off by itself. */
function chipsOf(
  filter: SchoolsFilter,
  names: { wave: string | undefined; action: string | undefined; day: string | undefined },
): Chip[] {
  const { asOf, wave, late, blocked, gap, signals, action } = filter;
  const chips: (Chip | false)[] = [
    asOf !== undefined && { key: 'asOf', clear: { asOf: undefined }, values: { day: names.day } },
    wave !== undefined && { key: 'wave', clear: { wave: undefined }, values: { wave: names.wave } },
    late === true && { key: 'late', clear: { late: undefined }, values: {} },
    blocked === true && { key: 'blocked', clear: { blocked: undefined }, values: {} },
    gap !== undefined && { key: gap, clear: { gap: undefined }, values: {} },
    signals !== undefined && {
      key: 'signals',
      clear: { signals: undefined },
      values: { count: signals },
    },
    action !== undefined && {
      key: `action.${action.state}`,
      clear: { action: undefined, actionTitle: undefined },
      values: { action: names.action ?? action.id },
    },
  ];
  return chips.filter((chip) => chip !== false);
}
