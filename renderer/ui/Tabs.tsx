import type { KeyboardEvent } from 'react';
import { cx } from './cx.ts';
import styles from './Tabs.module.css';

interface Tab<V extends string> {
  readonly value: V;
  readonly label: string;
  readonly count?: string | undefined;
}

interface TabsProps<V extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<V>[];
  readonly value: V;
  /** Id of the panel that all of them show: readings of one list. */
  readonly panel: string;
  readonly onChange: (value: V) => void;
}

/** Readings of the same list, one at a time; arrows move between them. */
export function Tabs<V extends string>({ label, tabs, value, panel, onChange }: TabsProps<V>) {
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1;
    const step = { ArrowRight: forward, ArrowLeft: -forward }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = tabs.findIndex((tab) => tab.value === value);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (next === undefined) return;
    onChange(next.value);
    document.getElementById(tabId(panel, next.value))?.focus();
  }
  return (
    <div role="tablist" aria-label={label} className={styles['tabs']} onKeyDown={onKeyDown}>
      {tabs.map((tab) => {
        const on = tab.value === value;
        return (
          <button
            key={tab.value}
            type="button"
            role="tab"
            id={tabId(panel, tab.value)}
            aria-selected={on}
            aria-controls={panel}
            tabIndex={on ? 0 : -1}
            className={cx(styles['tab'], on && styles['on'])}
            onClick={() => onChange(tab.value)}
          >
            {tab.label}
            {tab.count !== undefined && <span className={styles['count']}>{tab.count}</span>}
          </button>
        );
      })}
    </div>
  );
}

/** Id of a tab, for its panel's `aria-labelledby`. */
export function tabId(panel: string, value: string): string {
  return `${panel}-tab-${value}`;
}
