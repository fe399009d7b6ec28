import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { failureWords } from '../bridge/failureWords.ts';
import { useCall } from '../bridge/useCall.ts';
import { useReadValue, useBridge } from '../bridge/BridgeContext.tsx';
import { useTerms } from '../bridge/useTerms.ts';
import { Message } from '../ui/Message.tsx';
import { Page } from '../ui/Page.tsx';
import { useReady } from '../ui/ready.ts';
import { tabId, Tabs } from '../ui/Tabs.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { MeansTab } from './MeansTab.tsx';
import { PlacesTab } from './PlacesTab.tsx';
import { programmeTabs, type ProgrammeTab } from './programmes.words.ts';
import { RulesTab } from './RulesTab.tsx';
import { useProgrammeEdit } from './useProgrammeEdit.ts';
import { WordsTab } from './WordsTab.tsx';
import styles from './programmes.module.css';

const PANEL_ID = 'programme-reading';
const ENTITIES = ['programme', 'kitAction', 'wave', 'waveMembership', 'grant'];

interface ProgrammePageProps {
  readonly tab: ProgrammeTab;
  readonly onTab: (tab: ProgrammeTab) => void;
}

/** What a programme says of itself: its words, levels, rules and means; its pilots change it here. */
export function ProgrammePage({ tab, onTab }: ProgrammePageProps) {
  const { t, format, script } = useLanguage();
  const { reads } = useBridge();
  const programmes = useReadValue(reads.programmes) ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const input = chosen === null ? {} : { programme: chosen };
  const { value: view, failure, reload } = useCall('programmes.read', input, ENTITIES);
  const terms = useTerms(view?.id ?? null);
  const edit = useProgrammeEdit(view?.id ?? null);
  useReady(view === null ? null : 'programme');

  if (view === null) {
    return failure === null ? (
      <main aria-busy="true" />
    ) : (
      <Message kind="error" page action={{ label: t('retry'), run: () => void reload() }}>
        {failureWords(t, failure)}
      </Message>
    );
  }
  const counted = (count: number, name: 'wave' | 'establishment' | 'action'): string =>
    t('counted', {
      count: format.number(count),
      term: count === 1 ? terms.one(name) : terms.many(name),
    });
  const line = t('programme:line', {
    waves: counted(view.waves, 'wave'),
    establishments: counted(view.establishments, 'establishment'),
    actions: counted(view.actions, 'action'),
  });
  const part = { view, edit: view.mayEdit ? edit : null };
  return (
    <Page
      title={
        <>
          {t('programme:title')} · <bdi>{script(view.name)}</bdi>
        </>
      }
      line={view.mayEdit ? line : `${line} · ${t('programme:readOnly')}`}
      actions={
        programmes.length > 1 && (
          <NativeSelect
            aria-label={t('programme:title')}
            value={view.id}
            data={programmes.map(({ id, name }) => ({ value: id, label: script(name) }))}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
        )
      }
      tabs={
        <Tabs
          label={t('programme:tabs.label')}
          panel={PANEL_ID}
          value={tab}
          tabs={programmeTabs.map((value) => ({ value, label: t(`programme:tabs.${value}`) }))}
          onChange={onTab}
        />
      }
    >
      <div
        key={view.id}
        role="tabpanel"
        id={PANEL_ID}
        aria-labelledby={tabId(PANEL_ID, tab)}
        className={styles['reading']}
      >
        {tab === 'words' && <WordsTab {...part} />}
        {tab === 'places' && <PlacesTab {...part} />}
        {tab === 'rules' && <RulesTab {...part} />}
        {tab === 'means' && <MeansTab view={view} />}
      </div>
    </Page>
  );
}
