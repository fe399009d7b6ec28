import type { ReactNode } from 'react';
import { SelectField } from '../ui/fields.tsx';
import { Message } from '../ui/Message.tsx';
import { Page, type PagePanel } from '../ui/Page.tsx';
import { useReady, type ReadyPage } from '../ui/ready.ts';
import { Tabs } from '../ui/Tabs.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { useTerms } from './useTerms.ts';
import styles from './WaveFrame.module.css';

interface FrameWave {
  readonly id: string;
  readonly label: string;
  readonly programme: { readonly id: string; readonly name: string };
}

interface WaveFrameProps<T extends string> {
  /** What the page says of itself when it is there; its panel is called so too. */
  readonly page: ReadyPage;
  readonly title: string;
  /** What the tabs are together, for those who do not see them. */
  readonly readings: string;
  /** What is said where no wave is on this computer. */
  readonly noWave: string;
  readonly tabs: readonly { readonly value: T; readonly label: string }[];
  readonly tab: T;
  readonly onTab: (tab: T) => void;
  readonly waves: readonly FrameWave[];
  readonly wave: FrameWave | null;
  readonly onWave: (wave: string) => void;
  /** The figures that matter in this reading. */
  readonly line: string;
  readonly actions?: ReactNode;
  readonly panel?: PagePanel | null;
  readonly children: ReactNode;
}

/** The bones of a page about one wave that has several readings. */
export function WaveFrame<T extends string>({
  page,
  title,
  readings,
  noWave,
  tabs,
  tab,
  onTab,
  waves,
  wave,
  onWave,
  line,
  actions,
  panel,
  children,
}: WaveFrameProps<T>) {
  const { format, script } = useLanguage();
  const { One } = useTerms(wave?.programme.id);
  const id = `${page}-panel`;
  useReady(page);
  return (
    <Page
      title={title}
      line={wave === null ? ' ' : line}
      actions={
        <>
          {actions}
          {waves.length > 1 && (
            <div className={styles['wave']}>
              <SelectField
                label={One('wave')}
                labelled="beside"
                value={wave?.id ?? ''}
                options={waves.map(({ id: value, label, programme }) => ({
                  value,
                  label: format.line([script(label), script(programme.name)]),
                }))}
                onChange={onWave}
              />
            </div>
          )}
        </>
      }
      tabs={<Tabs label={readings} panel={id} value={tab} tabs={tabs} onChange={onTab} />}
      panel={panel ?? null}
    >
      <div
        id={id}
        role="tabpanel"
        aria-label={tabs.find(({ value }) => value === tab)?.label}
        className={styles['reading']}
      >
        {wave === null ? <Message kind="empty">{noWave}</Message> : children}
      </div>
    </Page>
  );
}
