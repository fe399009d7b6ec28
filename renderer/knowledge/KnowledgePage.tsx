import { Button } from '@mantine/core';
import { useDeferredValue, useEffect, useState, type ReactNode } from 'react';
import type { Knowledge } from '../../shared/knowledge/knowledge.contract.ts';
import { Waiting } from '../bridge/Waiting.tsx';
import { useCall } from '../bridge/useCall.ts';
import { Page, type PagePanel } from '../ui/Page.tsx';
import { useReady } from '../ui/ready.ts';
import { SearchBox } from '../ui/SearchBox.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { Announcements } from './Announcements.tsx';
import { ArticleForm } from './ArticleForm.tsx';
import { ArticleReading } from './ArticleReading.tsx';
import { ArticlesReading } from './ArticlesReading.tsx';
import { CommunicationForm } from './CommunicationForm.tsx';
import { CommunicationsReading } from './CommunicationsReading.tsx';
import { PlaceForm } from './PlaceForm.tsx';
import { PlacesReading } from './PlacesReading.tsx';
import { SearchResults } from './SearchResults.tsx';
import {
  knowledgeTabs,
  READ_KNOWLEDGE,
  type KnowledgeTab,
  type KnowledgeTabProps,
  type KnowledgeWays,
} from './knowledgeTabs.ts';
import styles from './Knowledge.module.css';

/** What is worth knowing: articles, what was said to many, places that help, and a search over all. */
export function KnowledgePage({ tab, ...ways }: KnowledgeWays & { tab: string | undefined }) {
  const { t } = useLanguage();
  const called = useCall('knowledge.read', {}, READ_KNOWLEDGE);
  const shown = knowledgeTabs.find((one) => one === tab) ?? 'articles';
  return (
    <Waiting title={t('knowledge:title')} loading={t('knowledge:loading')} called={called}>
      {(knowledge) => <Readings tab={shown} knowledge={knowledge} {...ways} />}
    </Waiting>
  );
}

const PANEL = 'knowledge-panel';

function Readings({ tab, ...shared }: KnowledgeTabProps & { readonly tab: KnowledgeTab }) {
  const { knowledge, open, onGo, hrefOfHit } = shared;
  const { articles, communications, places, writeTo, sayTo } = knowledge;
  const { t, format } = useLanguage();
  const [text, setText] = useState('');
  const [making, setMaking] = useState(false);
  const asked = useDeferredValue(text.trim());
  useReady('knowledge');
  // Whoever has gone on to what was found reads it: the search is over.
  useEffect(() => setText(''), [tab, open]);
  const close = (): void => {
    setMaking(false);
    if (tab !== 'articles') onGo(tab);
  };
  const done = (id: string): void => {
    setMaking(false);
    onGo(tab, id);
  };
  const unread = articles.filter(isUnread).length;
  const counts = { articles, communications, places };
  return (
    <Page
      title={t('knowledge:title')}
      line={format.line([
        t('knowledge:count', {
          count: articles.length,
          replace: { count: format.number(articles.length) },
        }),
        unread > 0 &&
          t('knowledge:unread', { count: unread, replace: { count: format.number(unread) } }),
      ])}
      actions={
        (tab === 'articles' ? writeTo : sayTo).length > 0 && (
          <Button onClick={() => setMaking(true)}>{t(`knowledge:new.${tab}`)}</Button>
        )
      }
      tabs={
        <Tabs
          label={t('knowledge:readings')}
          panel={PANEL}
          value={tab}
          tabs={knowledgeTabs.map((value) => ({
            value,
            label: t(`knowledge:tab.${value}`),
            count: format.number(counts[value].length),
          }))}
          onChange={(to) => {
            setMaking(false);
            onGo(to);
          }}
        />
      }
      panel={panelOf({ tab, knowledge, making, open, t, close, done })}
    >
      <div className={styles['search']}>
        <SearchBox
          id="knowledge-search"
          label={t('knowledge:search')}
          value={text}
          onChange={(next) => setText(next.slice(0, 400))}
          onLeave={() => document.querySelector<HTMLElement>('#search-results a')?.focus()}
        />
      </div>
      <div
        id={PANEL}
        role="tabpanel"
        aria-label={t(`knowledge:tab.${tab}`)}
        className={styles['reading']}
      >
        {asked !== '' ? (
          <SearchResults text={asked} hrefOfHit={hrefOfHit} />
        ) : (
          <>
            {tab === 'articles' && open === undefined && (
              <Announcements announcements={knowledge.announcements} />
            )}
            {readingOf(tab, shared)}
          </>
        )}
      </div>
    </Page>
  );
}

/** Whether an article has a version that this device's person has not read. */
export function isUnread({ number, read, state }: Knowledge['articles'][number]): boolean {
  return state === 'published' && number !== null && (read ?? 0) < number;
}

function readingOf(tab: KnowledgeTab, shared: KnowledgeTabProps): ReactNode {
  if (tab === 'communications') return <CommunicationsReading {...shared} />;
  if (tab === 'places') return <PlacesReading {...shared} />;
  return shared.open === undefined ? (
    <ArticlesReading {...shared} />
  ) : (
    <ArticleReading key={shared.open} {...shared} id={shared.open} />
  );
}

interface PanelOf {
  readonly tab: KnowledgeTab;
  readonly knowledge: Knowledge;
  readonly making: boolean;
  readonly open: string | undefined;
  readonly t: (key: string) => string;
  readonly close: () => void;
  readonly done: (id: string) => void;
}

/** A form for something new, or the one thing that is open beside the list. */
function panelOf({ tab, knowledge, making, open, t, close, done }: PanelOf): PagePanel | null {
  const { communications, places, writeTo } = knowledge;
  const panel = (label: string, content: ReactNode): PagePanel => ({
    label,
    content,
    onClose: close,
  });
  if (tab === 'articles')
    return making
      ? panel(
          t('knowledge:new.articles'),
          <ArticleForm places={writeTo} onDone={done} onClose={close} />,
        )
      : null;
  const label = t(`knowledge:one.${tab}`);
  if (tab === 'communications') {
    const found = communications.find(({ id }) => id === open);
    if (!making && found === undefined) return null;
    return panel(
      label,
      <CommunicationForm
        key={making ? 'new' : open}
        knowledge={knowledge}
        communication={making ? undefined : found}
        onDone={done}
        onClose={close}
      />,
    );
  }
  const found = places.find(({ id }) => id === open);
  if (!making && found === undefined) return null;
  return panel(
    label,
    <PlaceForm
      key={making ? 'new' : open}
      knowledge={knowledge}
      place={making ? undefined : found}
      onDone={done}
      onClose={close}
    />,
  );
}
