import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ImportKind } from '../../shared/imports/fields.ts';
import type { ImportResult, ImportRow } from '../../shared/imports/imports.contract.ts';
import { useBridge } from '../bridge/BridgeContext.tsx';
import { failureWords } from '../bridge/failureWords.ts';
import { useCall } from '../bridge/useCall.ts';
import { useNotices } from '../ui/notices.ts';
import { Page } from '../ui/Page.tsx';
import { useReady } from '../ui/ready.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { ImportChoices, MappingChoice } from './ImportChoices.tsx';
import { ImportRows, RowPanel } from './ImportRows.tsx';
import { ImportStart } from './ImportStart.tsx';
import { useImport } from './useImport.ts';
import styles from './imports.module.css';

interface ImportPageProps {
  readonly kind: ImportKind;
  /** The person wants to see what was imported. */
  readonly onSee: (kind: ImportKind) => void;
}

/** A table becomes rows: choose it, see what would become of each row, then let it be written. */
export function ImportPage({ kind, onSee }: ImportPageProps) {
  const { t, format } = useLanguage();
  const { client } = useBridge();
  const notices = useNotices();
  const state = useImport(kind);
  const [row, setRow] = useState<ImportRow | null>(null);
  const places = useCall('imports.places', {}, ['programme', 'wave', 'territory']).value ?? [];
  useReady('imports');
  const { opened, preview, result, failure, busy } = state;
  const writes = preview === null ? 0 : preview.counts.created + preview.counts.updated;

  async function saveIssues(id: string): Promise<void> {
    const answer = await client.tables('imports.saveIssues', { id });
    if (!answer.ok) notices.say({ tone: 'problem', text: failureWords(t, answer.error) });
    else if (answer.value !== null) {
      notices.say({ tone: 'quiet', text: t('imports:said.saved', { file: answer.value.file }) });
    }
  }
  const again = () => {
    setRow(null);
    state.close();
  };

  const problem = failure !== null && (
    <p className={styles['wrong']} role="alert">
      {failureWords(t, failure)}
    </p>
  );
  if (opened === null) {
    return (
      <Page title={t('imports:title')} line={t('imports:lead')}>
        {problem}
        <ImportStart state={state} />
      </Page>
    );
  }
  const issuesButton = (preview?.counts.errors ?? 0) + (preview?.counts.warnings ?? 0) > 0 && (
    <Button variant="default" onClick={() => void saveIssues(opened.id)}>
      {t('imports:do.saveIssues')}
    </Button>
  );
  return (
    <Page
      title={t(`imports:titleOf.${state.choice.kind}`)}
      line={
        <>
          <bdi>{opened.name === '' ? t('imports:look.pasted') : opened.name}</bdi>
          {preview !== null && ` · ${t('imports:count.rows', { count: preview.counts.rows })}`}
        </>
      }
      actions={
        <>
          {issuesButton}
          <Button variant="default" onClick={again}>
            {t('imports:do.other')}
          </Button>
          {result === null && (
            <Button
              loading={busy}
              disabled={writes === 0}
              onClick={() => {
                setRow(null);
                void state.run();
              }}
            >
              {t('imports:do.run', { count: writes, replace: { count: format.number(writes) } })}
            </Button>
          )}
        </>
      }
      panel={
        row === null || result !== null
          ? null
          : { label: t('imports:look.rowOf', { n: row.row }), content: <RowPanel row={row} /> }
      }
    >
      {problem}
      {result !== null ? (
        <Done result={result} onSee={() => onSee(state.choice.kind)} />
      ) : (
        <>
          <ImportChoices state={state} opened={opened} places={places} />
          {preview !== null && (
            <>
              {preview.missing.length > 0 && (
                <p className={styles['warn']} role="alert">
                  {t('imports:look.missing', {
                    fields: preview.missing.map((field) => t(`imports:field.${field}`)).join(', '),
                  })}
                </p>
              )}
              <MappingChoice
                key={`${preview.sheet} ${preview.kind}`}
                preview={preview}
                state={state}
              />
              {preview.missing.length === 0 && (
                <ImportRows
                  id={opened.id}
                  look={state.look}
                  preview={preview}
                  selected={row?.row ?? null}
                  onRow={setRow}
                />
              )}
            </>
          )}
        </>
      )}
    </Page>
  );
}

interface DoneProps {
  readonly result: ImportResult;
  readonly onSee: () => void;
}

/** What was written, and what was not. */
function Done({ result, onSee }: DoneProps) {
  const { t } = useLanguage();
  const { client } = useBridge();
  const notices = useNotices();
  async function undo(): Promise<void> {
    const answer = await client.call('sync.undo', {});
    notices.say(
      answer.ok
        ? { tone: 'quiet', text: t('imports:said.undone') }
        : { tone: 'problem', text: failureWords(t, answer.error) },
    );
  }
  return (
    <div className={styles['done']} role="status">
      <p>
        {[
          t('imports:count.created', { count: result.created }),
          t('imports:count.updated', { count: result.updated }),
          t('imports:count.unchanged', { count: result.unchanged }),
        ].join(' · ')}
      </p>
      {result.errors > 0 && (
        <p className={styles['wrong']}>{t('imports:done.leftOut', { count: result.errors })}</p>
      )}
      <p className={styles['note']}>{t('imports:done.safe')}</p>
      <div className={styles['bar']}>
        <Button onClick={onSee}>{t('imports:done.see')}</Button>
        <Button variant="default" onClick={() => void undo()}>
          {t('imports:done.undo')}
        </Button>
      </div>
    </div>
  );
}
