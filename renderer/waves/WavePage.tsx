import { Button } from '@mantine/core';
import { useCallback, useState } from 'react';
import { failureWords } from '../bridge/failureWords.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { useCall } from '../bridge/useCall.ts';
import { Message } from '../ui/Message.tsx';
import { Page } from '../ui/Page.tsx';
import { useReady } from '../ui/ready.ts';
import { tabId, Tabs } from '../ui/Tabs.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { CandidatesTab } from './CandidatesTab.tsx';
import { EventsTab } from './EventsTab.tsx';
import { MembersTab } from './MembersTab.tsx';
import { OpenPanel } from './OpenPanel.tsx';
import type { Panel } from './panel.ts';
import { PostponementsTab } from './PostponementsTab.tsx';
import { SummaryTab } from './SummaryTab.tsx';
import { WaveForm } from './WaveForm.tsx';
import { WAVE_ENTITIES } from './WaveList.tsx';
import { waveTabs, type WaveTab } from './waves.words.ts';
import styles from './waves.module.css';

interface WavePageProps {
  readonly id: string;
  readonly tab: WaveTab;
  readonly onTab: (tab: WaveTab) => void;
  readonly onBack: () => void;
  readonly onKit: (establishment: string) => void;
  /** To the import of schools that join this wave. */
  readonly onImport: () => void;
}

const PANEL_ID = 'wave-reading';

/** One wave: its readings, and what can be done with it. */
export function WavePage({ id, tab, onTab, onBack, onKit, onImport }: WavePageProps) {
  const { t, format, script } = useLanguage();
  const { value: wave, failure, reload } = useCall('waves.read', { wave: id }, WAVE_ENTITIES);
  const { One: oneHeading, many, Many } = useTerms(wave?.programme.id);
  // A panel belongs to the reading that it was opened in, however one leaves that.
  const [opened, setOpened] = useState<{ readonly tab: WaveTab; readonly panel: Panel } | null>(
    null,
  );
  const panel = opened?.tab === tab ? opened.panel : null;
  const setPanel = useCallback((next: Panel) => setOpened({ tab, panel: next }), [tab]);
  const close = useCallback(() => setOpened(null), []);
  useReady(wave === null ? null : 'waves');

  if (wave === null) {
    return failure === null ? (
      <main aria-busy="true" />
    ) : (
      <Message kind="error" page action={{ label: t('waves:do.back'), run: onBack }}>
        {failureWords(t, failure)}
      </Message>
    );
  }
  const edit = () =>
    setPanel({
      label: t('waves:form.edit'),
      content: <WaveForm key={wave.id} wave={wave} programmes={[]} onDone={close} />,
    });
  const open = () =>
    setPanel({
      label: t('waves:open.title'),
      content: <OpenPanel wave={wave} onDone={close} />,
    });
  const counts: Partial<Record<WaveTab, number>> = {
    events: wave.events.length,
    members: wave.establishments + wave.otherPlaces,
    candidates: wave.candidates,
    postponements: wave.postponements,
  };
  const parts = { wave, setPanel, close };
  return (
    <Page
      title={
        <>
          <bdi>{script(wave.programme.name)}</bdi> · <bdi>{script(wave.label)}</bdi>
        </>
      }
      line={[
        wave.switchoverDate === null
          ? t('waves:noDate')
          : t('waves:switchoverOn', {
              term: oneHeading('switchover'),
              day: format.longDay(wave.switchoverDate),
            }),
        t('waves:schools', {
          term: many('establishment'),
          n: format.number(wave.establishments),
        }),
        ...(wave.otherPlaces === 0
          ? []
          : [t('waves:others', { n: format.number(wave.otherPlaces) })]),
        wave.openedOn === null
          ? t(wave.status === 'done' ? 'waves:withoutKit' : 'waves:notOpen')
          : t('waves:openSince', { day: format.days([wave.openedOn], wave.today)(wave.openedOn) }),
      ].join(' · ')}
      actions={
        <>
          <Button variant="default" onClick={onBack}>
            {t('waves:do.back')}
          </Button>
          {wave.mayEdit && (
            <>
              <Button variant="default" onClick={edit}>
                {t('waves:do.edit')}
              </Button>
              {/* A wave that is done has no kit left to deal out where it never had one. */}
              {wave.kind !== 'waiting' && (wave.status !== 'done' || wave.openedOn !== null) && (
                <Button variant={wave.openedOn === null ? 'filled' : 'default'} onClick={open}>
                  {t(wave.openedOn === null ? 'waves:do.open' : 'waves:do.complete')}
                </Button>
              )}
            </>
          )}
        </>
      }
      tabs={
        <Tabs
          label={t('waves:tabs.label')}
          panel={PANEL_ID}
          value={tab}
          tabs={waveTabs.map((value) => ({
            value,
            label: value === 'members' ? Many('establishment') : t(`waves:tabs.${value}`),
            count: counts[value] === undefined ? undefined : format.number(counts[value]),
          }))}
          onChange={(next) => {
            close();
            onTab(next);
          }}
        />
      }
      panel={panel === null ? null : { ...panel, onClose: close }}
    >
      <div
        role="tabpanel"
        id={PANEL_ID}
        aria-labelledby={tabId(PANEL_ID, tab)}
        // Nothing in it takes the keyboard there: it is scrolled by itself.
        tabIndex={tab === 'summary' ? 0 : undefined}
        className={styles['fill']}
      >
        {tab === 'summary' && <SummaryTab wave={wave} onTab={onTab} />}
        {tab === 'events' && <EventsTab {...parts} />}
        {tab === 'members' && <MembersTab {...parts} onKit={onKit} onImport={onImport} />}
        {tab === 'candidates' && <CandidatesTab {...parts} onChanged={() => void reload()} />}
        {tab === 'postponements' && <PostponementsTab wave={wave} />}
      </div>
    </Page>
  );
}
