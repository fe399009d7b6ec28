import { useEffect, useMemo, useState } from 'react';
import type { EstablishmentSummary } from '../../shared/kit/kit.contract.ts';
import { useBridge, useRead } from '../bridge/BridgeContext.tsx';
import { failureWords } from '../bridge/failureWords.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { Message } from '../ui/Message.tsx';
import { useReady } from '../ui/ready.ts';
import { SearchBox } from '../ui/SearchBox.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { BucketBar } from './BucketBar.tsx';
import { GRID_ID, SchoolTable } from './SchoolTable.tsx';
import {
  bucketCounts,
  firstDirection,
  searchable,
  shownSchools,
  type Bucket,
  type Column,
  type Order,
} from './establishments.select.ts';
import styles from './EstablishmentsPage.module.css';

/** Id of the filter box, for the key that leads to it. */
const FILTER_ID = 'kit-filter';

interface EstablishmentsPageProps {
  readonly onOpen: (establishment: string) => void;
}

/** All schools that this computer holds: how far each is, and the way into its kit. */
export function EstablishmentsPage({ onOpen }: EstablishmentsPageProps) {
  const { t } = useLanguage();
  const { Many } = useTerms();
  const { reads } = useBridge();
  const schools = useRead(reads.establishments);
  useEffect(() => reads.establishments.watch(), [reads]);

  if (schools.status === 'loading') {
    return (
      <main className={styles['page']} aria-busy="true">
        <h1 className={styles['title']}>{Many('establishment')}</h1>
        <p className={styles['loading']} role="status">
          {t('schools.loading')}
        </p>
      </main>
    );
  }
  if (schools.status === 'failed') {
    return (
      <Message
        kind="error"
        page
        action={{ label: t('retry'), run: () => void reads.establishments.reload() }}
      >
        {failureWords(t, schools.error)}
      </Message>
    );
  }
  return <Schools schools={schools.value} onOpen={onOpen} />;
}

function Schools(props: EstablishmentsPageProps & { schools: readonly EstablishmentSummary[] }) {
  const { schools, onOpen } = props;
  const { t, format } = useLanguage();
  const [filter, setFilter] = useState('');
  const [bucket, setBucket] = useState<Bucket | null>(null);
  const [order, setOrder] = useState<Order>({ column: 'town', descending: false });
  useReady('establishments');

  const all = useMemo(() => searchable(schools), [schools]);
  const counts = useMemo(() => bucketCounts(schools), [schools]);
  const shown = useMemo(
    () => shownSchools(all, filter, bucket, order, format),
    [all, filter, bucket, order, format],
  );
  const late = schools.filter((school) => school.late > 0).length;
  const { Many, one, many } = useTerms();
  const programme = schools.find((school) => school.programme !== null)?.programme?.name;

  function sortBy(column: Column): void {
    setOrder((now) =>
      now.column === column
        ? { column, descending: !now.descending }
        : { column, descending: firstDirection(column) },
    );
  }

  return (
    <main
      className={styles['page']}
      onKeyDown={(event) => {
        const typing = event.target instanceof HTMLInputElement;
        if (event.key !== '/' || typing || event.ctrlKey) return;
        event.preventDefault();
        document.getElementById(FILTER_ID)?.focus();
      }}
    >
      <header className={styles['header']}>
        <h1 className={styles['title']}>
          {programme === undefined
            ? Many('establishment')
            : t('schools.titleOf', { schools: Many('establishment'), programme })}
        </h1>
        <p className={styles['line']}>
          {t('counted', {
            count: format.number(schools.length),
            term: schools.length === 1 ? one('establishment') : many('establishment'),
          })}
          {late > 0 && ` · ${t('schools.late', { count: late })}`}
        </p>
      </header>
      <BucketBar counts={counts} value={bucket} onChange={setBucket} />
      <div className={styles['bar']}>
        <p role="status" className={styles['line']}>
          {shown.length < schools.length && t('schools.shown', { count: shown.length })}
        </p>
        <SearchBox
          id={FILTER_ID}
          label={t('schools.filter')}
          keys="/"
          value={filter}
          onChange={setFilter}
          onLeave={() =>
            document
              .getElementById(GRID_ID)
              ?.querySelector<HTMLElement>('[tabindex="0"][role="row"]')
              ?.focus()
          }
        />
      </div>
      {shown.length === 0 ? (
        <Message
          kind="empty"
          action={{
            label: t('schools.showAll'),
            run: () => {
              setFilter('');
              setBucket(null);
            },
          }}
        >
          {t('schools.nothing')}
        </Message>
      ) : (
        <SchoolTable schools={shown} order={order} onSort={sortBy} onOpen={onOpen} />
      )}
    </main>
  );
}
