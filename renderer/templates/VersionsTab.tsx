import { Button } from '@mantine/core';
import { useState } from 'react';
import { useBridge } from '../bridge/BridgeContext.tsx';
import type {
  TemplateVersionView,
  TemplateView,
} from '../../shared/templates/templates.contract.ts';
import { DataTable, type DataColumn } from '../ui/DataTable.tsx';
import { Message } from '../ui/Message.tsx';
import { Tag, type Tone } from '../ui/Tag.tsx';
import { useLanguage, type LanguageTools } from '../ui/useLanguage.ts';
import { CompareView } from './CompareView.tsx';
import type { DraftAddress } from './templates.words.ts';
import { useAct } from './useAct.ts';
import { useUndoMerge } from './useUndoMerge.ts';
import styles from './templates.module.css';

const TONES: Record<TemplateVersionView['state'], Tone> = {
  draft: 'info',
  published: 'info',
  merged: 'done',
  dropped: 'plain',
};

interface VersionsTabProps {
  readonly view: TemplateView;
  readonly onDraft: (draft: DraftAddress) => void;
}

/** The versions of the template, what one of them changes, and its merge into the running kits. */
export function VersionsTab({ view, onDraft }: VersionsTabProps) {
  const tools = useLanguage();
  const { t } = tools;
  const { client } = useBridge();
  const { run, busy } = useAct();
  const [comparing, setComparing] = useState<string | null>(null);
  const programme = view.programme.id;
  const { undo, kept: undone } = useUndoMerge(programme);

  async function open(): Promise<void> {
    const kept = await run(
      () => client.templateFiles('templates.open', { programme }),
      () => null,
    );
    if (kept !== null) setComparing(kept.version);
  }

  if (comparing !== null) {
    return (
      <CompareView
        key={comparing}
        view={view}
        version={comparing}
        onUndo={undo}
        onClose={() => setComparing(null)}
      />
    );
  }
  const columns = columnsOf(tools);
  const merged = view.versions.find(({ canUndo }) => canUndo);
  const draft = async () => {
    const made = await run(
      () => client.call('templates.createDraft', { programme }),
      ({ version }) => t('templates:said.drafted', { version }),
    );
    if (made !== null) onDraft({ programme, version: made.version });
  };
  const save = (version: string | null) =>
    run(
      () => client.templateFiles('templates.save', { programme, version }),
      (saved) => (saved === null ? null : t('templates:said.saved', { file: saved.file })),
    );
  return (
    <>
      <div className={styles['row']}>
        {view.mayEdit && (
          <>
            <Button loading={busy} onClick={() => void open()}>
              {t('templates:do.compareFile')}
            </Button>
            <Button variant="default" disabled={busy} onClick={() => void draft()}>
              {t('templates:do.draft')}
            </Button>
          </>
        )}
        <Button variant="default" disabled={busy} onClick={() => void save(null)}>
          {t('templates:do.export')}
        </Button>
        {view.mayEdit && merged !== undefined && (
          <Button variant="default" disabled={busy} onClick={() => void undo(merged.version)}>
            {t('templates:do.undo', { version: merged.version })}
          </Button>
        )}
      </div>
      {view.unfinished > 0 && view.version !== null && (
        <div className={styles['warn']} role="status">
          <p>{t('templates:unfinished', { count: view.unfinished })}</p>
          {view.mayEdit && (
            <Button variant="default" onClick={() => setComparing(view.version)}>
              {t('templates:do.finish')}
            </Button>
          )}
        </div>
      )}
      {undone.length > 0 && (
        <div className={styles['warn']} role="status">
          <p>{t('templates:keptAfterUndo', { count: undone.length })}</p>
          <p className={styles['note']}>{undone.join(' · ')}</p>
        </div>
      )}
      {view.versions.length === 0 ? (
        <Message kind="empty">{t('templates:empty.versions')}</Message>
      ) : (
        <>
          <p className={styles['note']}>{t('templates:versionsHelp')}</p>
          <DataTable
            id="template-versions"
            label={t('templates:tabs.versions')}
            columns={columns}
            count={view.versions.length}
            rowAt={(index) => view.versions[index]}
            keyOf={({ version }) => version}
            onOpen={({ version, state }) =>
              state === 'published' ? setComparing(version) : onDraft({ programme, version })
            }
          />
        </>
      )}
    </>
  );
}

function columnsOf({ t, format }: LanguageTools): DataColumn<TemplateVersionView>[] {
  return [
    {
      id: 'version',
      label: t('templates:col.version'),
      width: '110px',
      cell: ({ version }) => <bdi>{version}</bdi>,
    },
    {
      id: 'state',
      label: t('templates:col.state'),
      width: '150px',
      cell: ({ state, current }) => (
        <Tag tone={TONES[state]}>
          {t(current ? 'templates:state.current' : `templates:state.${state}`)}
        </Tag>
      ),
    },
    {
      id: 'actions',
      label: t('templates:col.actions'),
      width: '80px',
      end: true,
      cell: ({ actions }) => format.number(actions),
    },
    {
      id: 'from',
      label: t('templates:col.basedOn'),
      width: '110px',
      cell: ({ basedOn }) => <bdi>{basedOn ?? '—'}</bdi>,
    },
    {
      id: 'on',
      label: t('templates:col.publishedOn'),
      width: '150px',
      cell: ({ publishedOn }) => (publishedOn === null ? '—' : format.longDay(publishedOn)),
    },
    {
      id: 'note',
      label: t('templates:col.note'),
      width: 'minmax(160px, 2fr)',
      cell: ({ note }) => <span dir="auto">{note ?? ''}</span>,
    },
  ];
}
