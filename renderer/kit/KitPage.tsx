import { IconFilter, IconListCheck } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useParams } from 'react-router';
import type { KitView } from '../../shared/kit/kit.contract.ts';
import { failureWords } from '../bridge/failureWords.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { Message } from '../ui/Message.tsx';
import { useReady } from '../ui/ready.ts';
import { SearchBox } from '../ui/SearchBox.tsx';
import { tabId, Tabs } from '../ui/Tabs.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { useCall } from '../bridge/useCall.ts';
import { cx } from '../ui/cx.ts';
import { FilterChips } from './FilterBar.tsx';
import { activeFilters, NO_FILTERS } from './kit.filters.ts';
import { useKit, useKitState } from './KitContext.tsx';
import {
  FILTER_ID,
  focusFilter,
  focusFirstRow,
  focusRow,
  leavePanel,
  LIST_ID,
} from './kit.focus.ts';
import {
  figuresOf,
  groupsOf,
  kitTabs,
  linksOf,
  narrowed,
  tabCounts,
  type PhaseGroup,
} from './kit.select.ts';
import { KitHeader } from './KitHeader.tsx';
import { KitSkeleton } from './KitSkeleton.tsx';
import { StepList } from './StepList.tsx';
import { StepPanel } from './StepPanel.tsx';
import { useKeptView } from './useKeptView.ts';
import { useSaveNote } from './useSaveNote.ts';
import styles from './KitPage.module.css';

// What nobody sees first is fetched when it is wanted.
const BulkBar = lazy(async () => ({ default: (await import('./BulkBar.tsx')).BulkBar }));
const FilterForm = lazy(async () => ({ default: (await import('./FilterForm.tsx')).FilterForm }));
const KitFigures = lazy(async () => ({ default: (await import('./KitFigures.tsx')).KitFigures }));
const KitStory = lazy(async () => ({ default: (await import('./KitStory.tsx')).KitStory }));
const NONE: ReadonlySet<string> = new Set();

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
    kit.reveal(step);
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
  const { one } = useTerms(view.establishment.programme?.id);
  const { kit, MoreTexts } = useKit();
  const tab = useKitState((state) => state.tab);
  const filter = useKitState((state) => state.filter);
  const held = useKitState((state) => state.held);
  const selected = useKitState((state) => state.selected);
  const reading = useKitState((state) => state.reading);
  const filters = useKitState((state) => state.filters);
  const picked = useKitState((state) => state.picked);
  const [filtering, setFiltering] = useState(false);
  const filterButton = useRef<HTMLButtonElement>(null);
  const saveNote = useSaveNote();
  useReady('kit');
  useKeptView();

  const establishment = view.establishment.id;
  const { value: talk } = useCall('kit.talk', { establishment }, ['stepComment']);
  const unread = useMemo(
    () => new Set(talk?.flatMap((one) => (one.unread > 0 ? [one.step] : [])) ?? NONE),
    [talk],
  );
  const links = useMemo(() => linksOf(view), [view]);
  const passing = useMemo(() => {
    const ids = narrowed(view, { filter, filters, kept: NONE }, links.graph, language);
    return view.steps.filter(({ id }) => ids.has(id));
  }, [view, filter, filters, links, language]);
  const groups = useMemo(() => {
    const found = groupsOf(view, { tab, filter, filters, kept: held }, links, language);
    return tab === 'critical'
      ? inChain(found, links.path.steps, t('tab.critical'), view.today)
      : found;
  }, [view, tab, filter, filters, held, links, language, t]);
  // Text and filters narrow all readings of the kit; the counts follow the filters, not the text.
  const narrow = activeFilters(filters).length > 0;
  const counts = useMemo(() => {
    const ids = narrowed(view, { filter: '', filters, kept: NONE }, links.graph, language);
    return tabCounts(
      view.steps.filter(({ id }) => ids.has(id)),
      view,
      links.path,
    );
  }, [view, filters, links, language]);
  const shown = groups.flatMap((group) => group.steps);
  const step =
    (reading === 'list' ? shown : view.steps).find((one) => one.id === selected) ?? shown[0];

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
    } else if (event.key === 'Escape' && picked !== null) {
      event.preventDefault();
      kit.pick(null);
      focusRow(selected);
    }
  }

  return (
    <main className={styles['page']} onKeyDown={onKeyDown}>
      <KitHeader view={view} unread={unread} />
      <div className={styles['bar']}>
        {reading === 'list' ? (
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
        ) : (
          <span />
        )}
        <div className={styles['tools']}>
          {reading === 'list' && view.mayTick && (
            <button
              type="button"
              className={cx(styles['tool'], picked !== null && styles['on'])}
              aria-pressed={picked !== null}
              title={t('pick.start')}
              aria-label={t('pick.start')}
              onClick={() => kit.pick(picked === null ? [] : null)}
            >
              <IconListCheck size={17} aria-hidden="true" />
            </button>
          )}
          <button
            ref={filterButton}
            type="button"
            className={cx(styles['tool'], (filtering || narrow) && styles['on'])}
            aria-expanded={filtering}
            onClick={() => setFiltering(!filtering)}
          >
            <IconFilter size={17} aria-hidden="true" />
            {t('filter.open')}
          </button>
          <SearchBox
            id={FILTER_ID}
            label={t('kit.filter')}
            keys="/"
            value={filter}
            onChange={kit.filter}
            onLeave={() => focusRow(kit.store.getState().selected)}
          />
        </div>
      </div>
      <div className={styles['over']}>
        {filtering && (
          <Suspense>
            <FilterForm
              view={view}
              onClose={() => {
                setFiltering(false);
                filterButton.current?.focus();
              }}
            />
          </Suspense>
        )}
        <FilterChips view={view} />
        {picked !== null && reading === 'list' && (
          <Suspense>
            <MoreTexts>
              <BulkBar view={view} picked={picked} />
            </MoreTexts>
          </Suspense>
        )}
        {tab === 'critical' && reading === 'list' && pathLine()}
      </div>
      <div className={cx(styles['work'], reading === 'figures' && styles['wide'])}>
        <section
          id={LIST_ID}
          role={reading === 'list' ? 'tabpanel' : 'region'}
          aria-labelledby={reading === 'list' ? tabId(LIST_ID, tab) : undefined}
          aria-label={reading === 'list' ? undefined : t(`reading.${reading}`)}
          className={styles['list']}
        >
          {content()}
        </section>
        {step !== undefined && reading !== 'figures' && (
          <StepPanel view={view} step={step} graph={links.graph} />
        )}
      </div>
    </main>
  );

  function content() {
    if (reading === 'list') {
      if (groups.length === 0) return nothing();
      return <StepList view={view} groups={groups} graph={links.graph} unread={unread} />;
    }
    return (
      <Suspense>
        <MoreTexts>
          {reading === 'figures' ? (
            <KitFigures view={view} steps={passing} graph={links.graph} />
          ) : (
            <KitStory view={view} steps={passing} />
          )}
        </MoreTexts>
      </Suspense>
    );
  }

  /** The chain in a sentence: how long it is, and how much time it leaves. */
  function pathLine() {
    const { steps, days, slack } = links.path;
    if (steps.length === 0) return null;
    return (
      <p className={styles['path']}>
        {t('critical.chain', {
          count: steps.length,
          days: t('critical.days', { count: days }),
          switchover: one('switchover'),
        })}
        {slack !== null && (
          <strong className={cx(slack < 0 && styles['late'])}>
            {' '}
            {slack < 0
              ? t('critical.late', { count: -slack })
              : slack === 0
                ? t('critical.none')
                : t('critical.slack', { count: slack })}
          </strong>
        )}
      </p>
    );
  }

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
    if (narrow) {
      return (
        <Message
          kind="empty"
          action={{ label: t('filter.clear'), run: () => kit.narrow(NO_FILTERS) }}
        >
          {t('filter.nothing')}
        </Message>
      );
    }
    if (view.steps.length === 0) return <Message kind="empty">{t('kit.nothingIn.all')}</Message>;
    return (
      <Message kind="empty" action={{ label: t('kit.showAll'), run: () => kit.show('all') }}>
        {t(`kit.nothingIn.${tab}`, { switchover: one('switchover') })}
      </Message>
    );
  }
}

/** All of some groups as one, in the order of a chain. */
function inChain(
  groups: readonly PhaseGroup[],
  chain: readonly string[],
  name: string,
  today: string,
): PhaseGroup[] {
  const [first] = groups;
  if (first === undefined) return [];
  const steps = groups
    .flatMap((group) => group.steps)
    .sort((a, b) => place(chain, a.id) - place(chain, b.id));
  const figures = figuresOf(steps, today);
  return [{ phase: { id: 'critical', label: { fr: name, en: name, ar: name } }, steps, figures }];
}

/** What was ticked meanwhile stays in sight behind the chain. */
function place(chain: readonly string[], id: string): number {
  const at = chain.indexOf(id);
  return at < 0 ? chain.length : at;
}
