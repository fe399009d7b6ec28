import { Button } from '@mantine/core';
import { IconTableExport } from '@tabler/icons-react';
import { useState } from 'react';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { StatementRow } from '../../../shared/tutoring/groups.rules.ts';
import { useBridge } from '../../bridge/BridgeContext.tsx';
import { failureWords } from '../../bridge/failureWords.ts';
import { useCall } from '../../bridge/useCall.ts';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { DateField } from '../../ui/fields.tsx';
import { Message } from '../../ui/Message.tsx';
import { useNotices } from '../../ui/notices.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import { FOLLOW_READ } from '../useTutoring.ts';
import styles from './Follow.module.css';

interface StatementReadingProps {
  readonly wave: string;
  readonly today: LocalDate;
}

/** Sessions held and their hours by tutor between two days: what their flat rate is paid by. */
export function StatementReading({ wave, today }: StatementReadingProps) {
  const { t, format, script } = useLanguage();
  const { client } = useBridge();
  const notices = useNotices();
  const [from, setFrom] = useState<LocalDate | null>(null);
  const [until, setUntil] = useState<LocalDate | null>(null);
  const asked = {
    wave,
    ...(from !== null && { from }),
    ...(until !== null && { until }),
  };
  const { value, failure } = useCall('tutoring.statement', asked, FOLLOW_READ);
  const rows = value?.rows ?? [];

  async function save(): Promise<void> {
    const answer = await client.tables('tutoring.saveStatement', asked);
    if (!answer.ok) notices.say({ tone: 'problem', text: failureWords(t, answer.error) });
    else if (answer.value !== null) {
      const { file, rows: count } = answer.value;
      const text = t('tutoring:statement.done', {
        file,
        count,
        replace: { count: format.number(count), file },
      });
      notices.say({ tone: 'quiet', text });
    }
  }
  const columns: readonly DataColumn<StatementRow>[] = [
    {
      id: 'name',
      label: t('tutoring:statement.table.tutor'),
      width: 'minmax(160px, 1.4fr)',
      cell: ({ name }) => <bdi className={styles['name']}>{script(name)}</bdi>,
    },
    {
      id: 'group',
      label: t('tutoring:statement.table.group'),
      width: 'minmax(150px, 1.4fr)',
      cell: ({ groupLabel }) => <bdi>{groupLabel}</bdi>,
    },
    {
      id: 'sessions',
      label: t('tutoring:statement.table.sessions'),
      width: '140px',
      end: true,
      cell: ({ sessions }) => format.number(sessions),
    },
    {
      id: 'hours',
      label: t('tutoring:statement.table.hours'),
      width: '100px',
      end: true,
      cell: ({ hours }) => format.number(hours),
    },
  ];
  return (
    <>
      <div className={styles['tools']}>
        <div className={styles['filters']}>
          <DateField label={t('tutoring:fromDay')} value={from} today={today} onCommit={setFrom} />
          <DateField
            label={t('tutoring:statement.until')}
            value={until}
            today={today}
            onCommit={setUntil}
          />
        </div>
        <Button
          variant="default"
          leftSection={<IconTableExport size={16} aria-hidden="true" />}
          disabled={rows.length === 0}
          onClick={() => void save()}
        >
          {t('tutoring:statement.export')}
        </Button>
      </div>
      {failure !== null && <Message kind="error">{failureWords(t, failure)}</Message>}
      {value !== null && rows.length === 0 ? (
        <Message kind="empty">{t('tutoring:statement.none')}</Message>
      ) : (
        <DataTable
          id="tutoring-statement"
          label={t('tutoring:follow.statement')}
          columns={columns}
          count={rows.length}
          rowAt={(index) => rows[index]}
          keyOf={({ tutor, group }) => `${tutor} ${group}`}
          listKey={JSON.stringify(asked)}
        />
      )}
    </>
  );
}
