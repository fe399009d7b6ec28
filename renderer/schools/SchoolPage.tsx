import type { ReactNode } from 'react';
import { failureWords } from '../bridge/failureWords.ts';
import { useCall } from '../bridge/useCall.ts';
import { Message } from '../ui/Message.tsx';
import { Page, type PagePanel } from '../ui/Page.tsx';
import { useReady } from '../ui/ready.ts';
import { Tabs } from '../ui/Tabs.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { useRecordTab } from './useRecordTab.tsx';

export const schoolTabs = [
  'record',
  'team',
  'services',
  'environments',
  'accounts',
  'agreement',
] as const;
export type SchoolTab = (typeof schoolTabs)[number];

interface Part {
  readonly body: ReactNode;
  readonly panel: PagePanel | null;
}

interface SchoolPageProps {
  readonly establishment: string;
  readonly tab: SchoolTab;
  readonly onTab: (tab: SchoolTab) => void;
  readonly kitHref: string;
  readonly schoolHref: (establishment: string) => string;
  /** What the other features show of the school; null for the record, which is this page's own. */
  readonly part: Part | null;
}

const PANEL_ID = 'school-panel';

/** The record of a school, and what is opened in it. */
export function SchoolPage(props: SchoolPageProps) {
  const { establishment, tab, onTab, kitHref, part } = props;
  const { t, format, named, script } = useLanguage();
  const { value, failure, reload } = useCall('schools.read', { establishment }, [
    'establishment',
    'waveMembership',
    'wave',
    'programme',
    'territory',
  ]);
  const record = useRecordTab(value, props.schoolHref);
  useReady(value === null ? null : 'school');
  if (failure !== null && value === null) {
    return (
      <Message kind="error" page action={{ label: t('retry'), run: () => void reload() }}>
        {failureWords(t, failure)}
      </Message>
    );
  }
  if (value === null) return <main aria-busy="true" />;
  const { services, environments, agreement } = value.parts;
  const has: Partial<Record<SchoolTab, boolean>> = { services, environments, agreement };
  const tabs = schoolTabs.filter((one) => one === tab || (has[one] ?? true));
  const shown = part ?? record;
  return (
    <Page
      title={<bdi>{named(value)}</bdi>}
      line={format.line([
        value.town === null ? null : script(value.town),
        value.code,
        ...value.waves.map(({ label, id }) => script(label ?? id)),
      ])}
      actions={<a href={kitHref}>{t('schools:kit')}</a>}
      tabs={
        <Tabs
          label={t('schools:tabs')}
          panel={PANEL_ID}
          value={tab}
          tabs={tabs.map((one) => ({ value: one, label: t(`schools:tab.${one}`) }))}
          onChange={onTab}
        />
      }
      panel={shown.panel}
    >
      <div id={PANEL_ID} role="tabpanel" aria-label={t(`schools:tab.${tab}`)}>
        {shown.body}
      </div>
    </Page>
  );
}
