import { Button, Checkbox } from '@mantine/core';
import { Fragment, useCallback, useMemo, useState } from 'react';
import { issueText } from '../../shared/imports/issueText.ts';
import { targetText } from '../../shared/imports/targetText.ts';
import type { ImportPreview, ImportRow, Outcome } from '../../shared/imports/imports.contract.ts';
import { useBridge } from '../bridge/BridgeContext.tsx';
import { useRows } from '../bridge/useRows.ts';
import { DataTable, type DataColumn } from '../ui/DataTable.tsx';
import { Message } from '../ui/Message.tsx';
import { Tag, type Tone } from '../ui/Tag.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { useImportWords } from './useImportWords.ts';
import styles from './imports.module.css';

const tones: Readonly<Record<Outcome, Tone>> = {
  created: 'done',
  updated: 'info',
  unchanged: 'plain',
  error: 'late',
};

interface RowsProps {
  readonly id: string;
  readonly look: number;
  readonly preview: ImportPreview;
  readonly selected: number | null;
  readonly onRow: (row: ImportRow) => void;
}

/** What would become of each row, and what is wrong with it. */
export function ImportRows({ id, look, preview, selected, onRow }: RowsProps) {
  const { t, format } = useLanguage();
  const fieldWord = useImportWords(preview.programme.id).field;
  const { client } = useBridge();
  const [errorsOnly, setErrorsOnly] = useState(false);
  const fetchRows = useCallback(
    async (from: number, count: number) => {
      // A preview later the same rows are others.
      if (look === 0) return null;
      const answer = await client.call('imports.rows', { id, errorsOnly, from, count });
      return answer.ok ? answer.value : null;
    },
    [client, id, look, errorsOnly],
  );
  const { total, rowAt, onRange } = useRows<ImportRow>(fetchRows, []);
  const columns = useMemo(
    (): DataColumn<ImportRow>[] => [
      {
        id: 'row',
        label: t('imports:table.row'),
        width: '58px',
        end: true,
        cell: ({ row }) => format.number(row),
      },
      {
        id: 'outcome',
        label: t('imports:look.outcome'),
        width: '116px',
        cell: ({ outcome }) => <Tag tone={tones[outcome]}>{t(`imports:outcome.${outcome}`)}</Tag>,
      },
      {
        id: 'name',
        label: t('imports:look.name'),
        width: 'minmax(160px, 1fr)',
        cell: ({ name }) => <bdi>{name}</bdi>,
      },
      {
        id: 'says',
        label: t('imports:look.says'),
        width: 'minmax(220px, 2fr)',
        cell: ({ outcome, target, issues, fields }) => {
          const changes = target === undefined ? '' : targetText(t, outcome, target);
          if (issues.length === 0) {
            const written = format.list(fields.map(fieldWord));
            return (
              <span className={styles['note']} title={changes || undefined}>
                {[changes, written].filter((text) => text !== '').join(' · ')}
              </span>
            );
          }
          const said = issues.map((issue) => ({ issue, text: issueText(t, issue) }));
          return (
            <span title={said.map(({ issue, text }) => titleOf(issue.column, text)).join('\n')}>
              {changes !== '' && `${changes} · `}
              {/* Of several, the columns are said first: what does not fit is in the title. */}
              {said.length > 1 && `${t('imports:look.several', { count: said.length })} `}
              {said.map(({ issue, text }, at) => (
                <Fragment key={`${issue.type} ${issue.column ?? ''} ${text}`}>
                  {at > 0 && ' '}
                  {issue.column !== null && (
                    <>
                      <b>
                        <bdi>{issue.column}</bdi>
                      </b>
                      {' · '}
                    </>
                  )}
                  {text}
                </Fragment>
              ))}
            </span>
          );
        },
      },
    ],
    [t, format, fieldWord],
  );
  const { counts } = preview;
  const all = [
    ['created', 'done'],
    ['updated', 'info'],
    ['unchanged', 'plain'],
    ['errors', 'late'],
    ['warnings', 'wait'],
  ] as const;
  const counted = all.filter(([outcome]) => outcome === 'created' || counts[outcome] > 0);
  return (
    <div className={styles['fill']}>
      <div className={styles['counts']} role="status">
        {counted.map(([outcome, tone]) => (
          <Tag key={outcome} tone={tone}>
            {t(`imports:count.${outcome}`, {
              count: counts[outcome],
              replace: { count: format.number(counts[outcome]) },
            })}
          </Tag>
        ))}
        {counts.errors + counts.warnings > 0 && (
          <Checkbox
            className={styles['only']}
            label={t('imports:look.errorsOnly')}
            checked={errorsOnly}
            onChange={(event) => setErrorsOnly(event.currentTarget.checked)}
          />
        )}
      </div>
      {preview.territories.length > 0 && (
        <p className={styles['note']}>
          {t('imports:look.newTerritories', { names: preview.territories.join(', ') })}
        </p>
      )}
      {total === 0 ? (
        <Message kind="empty">{t('imports:look.noRows')}</Message>
      ) : (
        <DataTable
          id="import-rows"
          label={t('imports:look.rows')}
          columns={columns}
          count={total ?? 0}
          rowAt={rowAt}
          keyOf={({ row }) => String(row)}
          selected={selected === null ? null : String(selected)}
          onOpen={onRow}
          onRange={onRange}
          listKey={`${look} ${String(errorsOnly)}`}
        />
      )}
    </div>
  );
}

function titleOf(column: string | null, text: string): string {
  return column === null ? text : `${column} · ${text}`;
}

/** All that is said of one row. */
export function RowPanel({
  row,
  programme,
  onSame,
}: {
  readonly row: ImportRow;
  readonly programme: string;
  /** The person says that a request that the row looks like is the row's. */
  readonly onSame: (ticket: string) => void;
}) {
  const { t, format } = useLanguage();
  const fieldWord = useImportWords(programme).field;
  return (
    <div className={styles['panel']}>
      <h2>
        {t('imports:look.rowOf', { n: format.number(row.row) })} <bdi>{row.name}</bdi>
      </h2>
      <div>
        <Tag tone={tones[row.outcome]}>{t(`imports:outcome.${row.outcome}`)}</Tag>
      </div>
      {row.target !== undefined && <p>{targetText(t, row.outcome, row.target)}</p>}
      <ul className={styles['issues']}>
        {row.issues.map((issue) => (
          <li
            key={`${issue.type} ${issue.column ?? ''} ${Object.values(issue.values).join(' ')}`}
            className={styles[issue.level === 'error' ? 'wrong' : 'warn']}
          >
            {issue.column !== null && (
              <strong>
                <bdi>{issue.column}</bdi>
                <br />
              </strong>
            )}
            {issueText(t, issue)}
            {(issue.type === 'ticketAlike' || issue.type === 'ticketNamed') && (
              <p>
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() => onSame(String(issue.values['ticket']))}
                >
                  {t('imports:look.sameTicket', { reference: issue.values['reference'] })}
                </Button>
              </p>
            )}
          </li>
        ))}
      </ul>
      {row.fields.length > 0 && (
        <p className={styles['note']}>
          {t('imports:look.writes', {
            fields: row.fields.map(fieldWord).join(', '),
          })}
        </p>
      )}
    </div>
  );
}
