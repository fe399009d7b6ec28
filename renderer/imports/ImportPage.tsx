import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ImportKind } from '../../shared/imports/fields.ts';
import type { ImportRow } from '../../shared/imports/imports.contract.ts';
import { issueText } from '../../shared/imports/issueText.ts';
import { useBridge } from '../bridge/BridgeContext.tsx';
import { failureWords } from '../bridge/failureWords.ts';
import { useCall } from '../bridge/useCall.ts';
import { useNotices } from '../ui/notices.ts';
import { focusTitle, Page } from '../ui/Page.tsx';
import { useReady } from '../ui/ready.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import '../ui/theme/formMantine.css';
import { ImportChoices, MappingChoice } from './ImportChoices.tsx';
import { ImportDone } from './ImportDone.tsx';
import { ImportRows, RowPanel } from './ImportRows.tsx';
import { ImportStart } from './ImportStart.tsx';
import { useImportWords } from './useImportWords.ts';
import { useImport } from './useImport.ts';
import styles from './imports.module.css';

interface ImportPageProps {
  readonly kind: ImportKind;
  /** Where a page before this one wants the rows to go. */
  readonly wave?: string | undefined;
  /** The person wants to see what was imported; with the wave that it went into. */
  readonly onSee: (kind: ImportKind, wave?: string) => void;
}

/** A table becomes rows: choose it, see what would become of each row, then let it be written. */
export function ImportPage({ kind, wave, onSee }: ImportPageProps) {
  const { t, format } = useLanguage();
  const { client } = useBridge();
  const notices = useNotices();
  const state = useImport(kind, wave);
  const words = useImportWords(state.preview?.programme.id ?? state.choice.programme);
  const [row, setRow] = useState<ImportRow | null>(null);
  const places = useCall('imports.places', {}, ['programme', 'wave', 'territory']).value ?? [];
  useReady('imports');
  const { opened, preview, result, failure, busy } = state;
  const writes = preview === null ? 0 : preview.counts.created + preview.counts.updated;
  const issues = preview === null ? 0 : preview.counts.errors + preview.counts.warnings;

  // What the keyboard stood on goes with each stage.
  const stage = opened === null ? 'start' : result === null ? `look ${state.choice.kind}` : 'done';
  const before = useRef(stage);
  useEffect(() => {
    if (before.current === stage) return;
    before.current = stage;
    if (document.activeElement === document.body) focusTitle();
  }, [stage]);

  async function saveIssues(id: string): Promise<void> {
    const answer = await client.tables('imports.saveIssues', { id });
    if (!answer.ok) notices.say({ tone: 'problem', text: failureWords(t, answer.error) });
    else if (answer.value !== null) {
      notices.say({ tone: 'quiet', text: t('imports:said.saved', { file: answer.value.file }) });
    }
  }

  const joined =
    state.choice.kind === 'establishments'
      ? places.flatMap(({ waves }) => waves).find(({ id }) => id === state.choice.wave)
      : undefined;
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
  return (
    <Page
      title={t(`imports:titleOf.${state.choice.kind}`, words.values)}
      line={
        <>
          <bdi>{opened.name === '' ? t('imports:look.pasted') : opened.name}</bdi>
          {preview !== null &&
            // Without its columns no row has been read.
            preview.missing.length === 0 &&
            ` · ${t('imports:count.rows', { count: preview.counts.rows, replace: { count: format.number(preview.counts.rows) } })}`}
          {result === null && ` · ${t('imports:look.nothingYet')}`}
        </>
      }
      actions={
        <>
          {issues > 0 && (
            <Button variant="default" onClick={() => void saveIssues(opened.id)}>
              {t('imports:do.saveIssues')}
            </Button>
          )}
          <Button
            variant="default"
            onClick={() => {
              setRow(null);
              state.close();
            }}
          >
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
              {writes === 0 ? t('imports:do.runNothing') : t('imports:do.run', { count: writes })}
            </Button>
          )}
        </>
      }
      panel={
        row === null || result !== null
          ? null
          : {
              label: t('imports:look.rowOf', { n: format.number(row.row) }),
              content: (
                <RowPanel
                  row={row}
                  programme={preview?.programme.id ?? ''}
                  onSame={(ticket) => {
                    setRow(null);
                    const { matches } = state.choice;
                    state.change({ matches: { ...matches, [String(row.row)]: ticket } });
                  }}
                />
              ),
              onClose: () => setRow(null),
            }
      }
    >
      {problem}
      {result !== null ? (
        <ImportDone
          state={state}
          result={result}
          onSee={() => onSee(state.choice.kind)}
          wave={
            joined === undefined
              ? null
              : { ...joined, go: () => onSee('establishments', joined.id) }
          }
        />
      ) : (
        <>
          <ImportChoices state={state} opened={opened} places={places} />
          {preview !== null && (
            <>
              {preview.missing.length > 0 && (
                <p className={styles['warn']} role="alert">
                  {t('imports:look.missing', {
                    fields: format.list(preview.missing.map(words.field)),
                  })}
                </p>
              )}
              {preview.missing.length === 0 && preview.counts.rows === 0 && (
                <p className={styles['warn']} role="alert">
                  {failureWords(t, { type: 'TableNoRows', row: preview.headerRow })}
                </p>
              )}
              {preview.headingIssues.map((issue) => (
                <p key={issue.values['place']} className={styles['warn']}>
                  {issueText(t, issue)}
                </p>
              ))}
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
