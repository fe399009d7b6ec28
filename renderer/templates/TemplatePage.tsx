import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { failureWords } from '../bridge/failureWords.ts';
import { useCall } from '../bridge/useCall.ts';
import { ProgrammeContext } from '../bridge/useTerms.ts';
import { Message } from '../ui/Message.tsx';
import { Page, type PagePanel } from '../ui/Page.tsx';
import { useReady } from '../ui/ready.ts';
import { tabId, Tabs } from '../ui/Tabs.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { ActionPanel } from './ActionPanel.tsx';
import { CurrentTab } from './CurrentTab.tsx';
import { ProposalsTab } from './ProposalsTab.tsx';
import {
  TEMPLATE_ENTITIES,
  templateTabs,
  type DraftAddress,
  type TemplateTab,
} from './templates.words.ts';
import { VersionsTab } from './VersionsTab.tsx';
import styles from './templates.module.css';

const PANEL_ID = 'template-reading';

interface TemplatePageProps {
  readonly tab: TemplateTab;
  /** Without one, the first that this device holds. */
  readonly programme: string | undefined;
  readonly onTab: (tab: TemplateTab) => void;
  readonly onProgramme: (programme: string) => void;
  readonly onDraft: (draft: DraftAddress) => void;
}

/** The template of a programme's kit: as it runs, its versions, what people propose to change. */
export function TemplatePage(props: TemplatePageProps) {
  const { tab, programme, onTab, onProgramme, onDraft } = props;
  const { t, format, label, script } = useLanguage();
  const [action, setAction] = useState<string | null>(null);
  const input = programme === undefined ? {} : { programme };
  const { value: view, failure, reload } = useCall('templates.current', input, TEMPLATE_ENTITIES);
  useReady(view === null ? null : 'template');

  if (view === null) {
    return failure === null ? (
      <main aria-busy="true" />
    ) : (
      <Message kind="error" page action={{ label: t('retry'), run: () => void reload() }}>
        {failureWords(t, failure)}
      </Message>
    );
  }
  const active = view.actions.filter(({ retired }) => !retired);
  const drafts = view.versions.filter(({ state }) => state === 'draft').length;
  const counts: Record<TemplateTab, number> = {
    current: active.length,
    versions: view.versions.length,
    proposals: view.openProposals,
  };
  const selected = view.actions.find(({ id }) => id === action);
  const panel: PagePanel | null =
    selected === undefined || tab !== 'current'
      ? null
      : {
          label: label(selected.title),
          onClose: () => setAction(null),
          content: (
            <ActionPanel
              key={selected.id}
              view={view}
              action={selected}
              onClose={() => setAction(null)}
            />
          ),
        };
  const line = [
    view.version === null
      ? t('templates:noVersion')
      : t('templates:version', { version: view.version }),
    t('templates:count.actions', { count: active.length }),
    ...(drafts > 0 ? [t('templates:count.drafts', { count: drafts })] : []),
  ];
  return (
    <ProgrammeContext value={view.programme.id}>
      <Page
        title={
          <>
            {t('templates:title')} · <bdi>{script(view.programme.name)}</bdi>
          </>
        }
        line={format.line(line)}
        actions={
          view.programmes.length > 1 && (
            <NativeSelect
              aria-label={t('templates:programme')}
              value={view.programme.id}
              data={view.programmes.map(({ id, name }) => ({ value: id, label: script(name) }))}
              onChange={(event) => onProgramme(event.currentTarget.value)}
            />
          )
        }
        tabs={
          <Tabs
            label={t('templates:tabs.label')}
            panel={PANEL_ID}
            value={tab}
            tabs={templateTabs.map((value) => ({
              value,
              label: t(`templates:tabs.${value}`),
              count: format.number(counts[value]),
            }))}
            onChange={onTab}
          />
        }
        panel={panel}
      >
        <div
          key={view.programme.id}
          role="tabpanel"
          id={PANEL_ID}
          aria-labelledby={tabId(PANEL_ID, tab)}
          className={styles['fill']}
        >
          {tab === 'current' && <CurrentTab view={view} selected={action} onSelect={setAction} />}
          {tab === 'versions' && <VersionsTab view={view} onDraft={onDraft} />}
          {tab === 'proposals' && <ProposalsTab view={view} onDraft={onDraft} />}
        </div>
      </Page>
    </ProgrammeContext>
  );
}
