import { useEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import { useParams } from 'react-router';
import type { KitView } from '../../shared/kit/kit.contract.ts';
import { failureWords } from '../bridge/failureWords.ts';
import { Message } from '../ui/Message.tsx';
import { useReady } from '../ui/ready.ts';
import { SearchBox } from '../ui/SearchBox.tsx';
import { tabId, Tabs } from '../ui/Tabs.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { useKit, useKitState } from './KitContext.tsx';
import {
  FILTER_ID,
  focusFilter,
  focusFirstRow,
  focusRow,
  leavePanel,
  LIST_ID,
} from './kit.focus.ts';
import { groupsOf, kitTabs, tabCounts } from './kit.select.ts';
import { KitHeader } from './KitHeader.tsx';
import { KitSkeleton } from './KitSkeleton.tsx';
import { StepList } from './StepList.tsx';
import { StepPanel } from './StepPanel.tsx';
import { useSaveNote } from './useSaveNote.ts';
import styles from './KitPage.module.css';

/** The kit of one school: its actions by phase, and the selected one beside them. */
export function KitPage() {
  const { t } = useLanguage();
  const { kit, syncNow } = useKit();
  const { establishment, step } = useParams();
  const view = useKitState((state) => state.view);
  const failure = useKitState((state) => state.failure);

  useEffect(() => void kit.open(establishment ?? null), [kit, establishment]);

  // Somebody came for one action: it is shown whatever the list was narrowed to.
  const ready = view !== null && view.establishment.id === establishment;
  useEffect(() => {
    if (!ready || step === undefined) return;
    kit.show('all');
    kit.filter('');
    kit.select(step);
    requestAnimationFrame(() => focusRow(step));
  }, [kit, ready, step]);

  if (view !== null) return <Kit view={view} />;
  if (failure === null) return <KitSkeleton />;
  if (failure.type === 'NoEstablishment') {
    return (
      <Message kind="empty" page action={{ label: t('sync.now'), run: syncNow }}>
        {t('kit.noSchool')}
      </Message>
    );
  }
  return (
    <Message kind="error" page action={{ label: t('retry'), run: () => void kit.reload() }}>
      {failureWords(t, failure)}
    </Message>
  );
}

function Kit({ view }: { view: KitView }) {
  const { t, format, language } = useLanguage();
  const { kit } = useKit();
  const tab = useKitState((state) => state.tab);
  const filter = useKitState((state) => state.filter);
  const held = useKitState((state) => state.held);
  const selected = useKitState((state) => state.selected);
  const saveNote = useSaveNote();
  useReady('kit');

  const groups = useMemo(
    () => groupsOf(view, { tab, filter, kept: held }, language),
    [view, tab, filter, held, language],
  );
  const counts = useMemo(() => tabCounts(view), [view]);
  const shown = groups.flatMap((group) => group.steps);
  const step = shown.find((one) => one.id === selected) ?? shown[0];

  // What is selected is always one of what is shown.
  useEffect(() => {
    if (step !== undefined && step.id !== selected) kit.select(step.id);
  }, [kit, step, selected]);

  // The keyboard starts on the row that is next, unless somebody is already elsewhere.
  const school = view.establishment.id;
  const started = useRef<string | null>(null);
  useEffect(() => {
    if (started.current === school || selected === null) return;
    started.current = school;
    if (document.activeElement === document.body) focusFirstRow(selected);
  }, [school, selected]);

  // Closing the window, or leaving it, records what is being written.
  useEffect(() => {
    const save = () => {
      for (const id of kit.store.getState().drafts.keys()) void saveNote(id);
    };
    window.addEventListener('pagehide', save);
    window.addEventListener('blur', save);
    return () => {
      window.removeEventListener('pagehide', save);
      window.removeEventListener('blur', save);
    };
  }, [kit, saveNote]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea');
    if (event.key === '/' && !typing) {
      event.preventDefault();
      focusFilter();
    } else if (event.key === 'Escape' && kit.store.getState().panelOpen) {
      event.preventDefault();
      leavePanel(kit);
    } else if (event.key === 'Escape' && filter !== '') {
      event.preventDefault();
      kit.filter('');
    }
  }

  return (
    <main className={styles['page']} onKeyDown={onKeyDown}>
      <KitHeader view={view} />
      <div className={styles['bar']}>
        <Tabs
          label={t('kit.tabs')}
          panel={LIST_ID}
          value={tab}
          onChange={kit.show}
          tabs={kitTabs.map((value) => ({
            value,
            label: t(`tab.${value}`),
            count: format.number(counts[value]),
          }))}
        />
        <SearchBox
          id={FILTER_ID}
          label={t('kit.filter')}
          keys="/"
          value={filter}
          onChange={kit.filter}
          onLeave={() => focusRow(kit.store.getState().selected)}
        />
      </div>
      <div className={styles['work']}>
        <section
          id={LIST_ID}
          role="tabpanel"
          aria-labelledby={tabId(LIST_ID, tab)}
          className={styles['list']}
        >
          {groups.length === 0 ? nothing() : <StepList view={view} groups={groups} />}
        </section>
        {step !== undefined && <StepPanel view={view} step={step} />}
      </div>
    </main>
  );

  function nothing() {
    if (filter.trim() !== '') {
      return (
        <Message
          kind="empty"
          action={{
            label: t('kit.clearFilter'),
            run: () => {
              kit.filter('');
              focusFilter();
            },
          }}
        >
          {t('kit.nothingFound', { filter: filter.trim() })}
        </Message>
      );
    }
    return (
      <Message kind="empty" action={{ label: t('kit.showAll'), run: () => kit.show('all') }}>
        {t(`kit.nothingIn.${tab}`)}
      </Message>
    );
  }
}
