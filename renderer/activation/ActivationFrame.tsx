import { useEffect, type ReactNode } from 'react';
import type { ProgrammeRef } from '../../shared/wave/schoolList.ts';
import type { BridgeFailure } from '../bridge/client.ts';
import { failureWords } from '../bridge/failureWords.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { SelectField } from '../ui/fields.tsx';
import { Message } from '../ui/Message.tsx';
import { Page, type PagePanel } from '../ui/Page.tsx';
import { useReady } from '../ui/ready.ts';
import { SearchBox } from '../ui/SearchBox.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import styles from './Activation.module.css';

export const activationTabs = [
  'services',
  'environments',
  'accounts',
  'agreements',
  'teams',
] as const;
export type ActivationTab = (typeof activationTabs)[number];

/** What all readings of the page share: which programme, which schools, where one can go. */
export interface Shared {
  readonly programme: string | undefined;
  readonly text: string;
  readonly onProgramme: (programme: string) => void;
  readonly onText: (text: string) => void;
  readonly onTab: (tab: ActivationTab) => void;
  /** Opens a reading of one school's record. */
  readonly onSchool: (establishment: string, tab: string) => void;
  readonly schoolHref: (establishment: string, tab: string) => string;
}

interface FrameProps {
  readonly shared: Shared;
  readonly tab: ActivationTab;
  readonly head: {
    readonly programmes: readonly ProgrammeRef[];
    readonly programme: ProgrammeRef | null;
    readonly total: number;
    readonly all: number;
  } | null;
  readonly failure: BridgeFailure | null;
  readonly onRetry: () => void;
  readonly line?: ReactNode;
  /** What stands beside the search box: filters, keys. */
  readonly tools?: ReactNode;
  readonly panel?: PagePanel | null;
  /** Id of the list that the search box leads to. */
  readonly listId: string;
  /** Why there is nothing to show, with what to do about it; null: there is. */
  readonly empty?: {
    readonly text: string;
    readonly action?: { label: string; run: () => void };
  } | null;
  readonly children: ReactNode;
}

const SEARCH_ID = 'kit-filter';
const PANEL_ID = 'activation-panel';

/** The bones that the readings of activation have in common. */
export function ActivationFrame(props: FrameProps) {
  const { shared, tab, head, failure, line, tools, panel = null, empty = null } = props;
  const { t, script } = useLanguage();
  const { many, programme } = useTerms(head?.programme?.id);
  // A programme that binds nobody by agreements says nothing of them.
  const tabs = activationTabs.filter(
    (one) => one !== 'agreements' || one === tab || programme?.agreements !== false,
  );
  useReady(head === null ? null : 'activation');
  const narrowed = head !== null && head.total < head.all;

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const typing =
        event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
      if (event.key !== '/' || typing || event.ctrlKey || event.defaultPrevented) return;
      event.preventDefault();
      document.getElementById(SEARCH_ID)?.focus();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);

  return (
    <Page
      title={t('activation:title')}
      line={line ?? ' '}
      actions={
        head !== null &&
        head.programmes.length > 1 && (
          <SelectField
            label={t('activation:programme')}
            value={head.programme?.id ?? ''}
            options={head.programmes.map(({ id, name }) => ({ value: id, label: script(name) }))}
            onChange={shared.onProgramme}
          />
        )
      }
      tabs={
        <Tabs
          label={t('activation:readings')}
          panel={PANEL_ID}
          value={tab}
          tabs={tabs.map((value) => ({ value, label: t(`activation:tab.${value}`) }))}
          onChange={shared.onTab}
        />
      }
      panel={panel}
    >
      <div
        id={PANEL_ID}
        role="tabpanel"
        aria-label={t(`activation:tab.${tab}`)}
        className={styles['reading']}
      >
        {head === null ? (
          failure === null ? (
            <p role="status" className={styles['quiet']}>
              {t('activation:loading')}
            </p>
          ) : (
            <Message kind="error" action={{ label: t('retry'), run: props.onRetry }}>
              {failureWords(t, failure)}
            </Message>
          )
        ) : (
          <>
            <div className={styles['bar']}>
              <div className={styles['tools']}>{tools}</div>
              <p role="status" className={styles['quiet']}>
                {narrowed && t('activation:shown', { count: head.total })}
              </p>
              <SearchBox
                id={SEARCH_ID}
                label={t('activation:search', { schools: many('establishment') })}
                keys="/"
                value={shared.text}
                onChange={shared.onText}
                onLeave={() =>
                  document
                    .getElementById(props.listId)
                    ?.querySelector<HTMLElement>('[tabindex="0"]')
                    ?.focus()
                }
              />
            </div>
            {empty === null ? (
              props.children
            ) : (
              <Message kind="empty" action={empty.action}>
                {empty.text}
              </Message>
            )}
          </>
        )}
      </div>
    </Page>
  );
}
