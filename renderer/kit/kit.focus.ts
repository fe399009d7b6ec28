import { flushSync } from 'react-dom';
import type { KitStore } from './kit.store.ts';

export const PANEL_ID = 'kit-panel';
export const NOTE_ID = 'kit-note';
export const FILTER_ID = 'kit-filter';
export const LIST_ID = 'kit-list';

/** Id of a step's row in the document. */
export function rowId(step: string): string {
  return `step-${step}`;
}

/** Puts the keyboard on a step's row. */
export function focusRow(step: string | null): void {
  if (step !== null) document.getElementById(rowId(step))?.focus();
}

/**
 * Puts the keyboard on a row when a page opens. A list that scrolls by itself shows it with what
 * is around it; the page as a whole stays at its top.
 */
export function focusFirstRow(step: string): void {
  const row = document.getElementById(rowId(step));
  row?.focus({ preventScroll: true });
  const list = document.getElementById(LIST_ID);
  if (row === null || list === null || list.scrollHeight <= list.clientHeight) return;
  if (row.getBoundingClientRect().bottom > list.getBoundingClientRect().bottom) {
    row.scrollIntoView({ block: 'center' });
  }
}

/** Puts the keyboard in the filter box. */
export function focusFilter(): void {
  const box = document.getElementById(FILTER_ID);
  if (box instanceof HTMLInputElement) {
    box.focus();
    box.select();
  }
}

/** Opens the panel where it is closed and puts the keyboard on the status, or on the note. */
export function focusPanel(kit: KitStore, part: 'status' | 'note'): void {
  flushSync(() => kit.setPanelOpen(true));
  const panel = document.getElementById(PANEL_ID);
  const wanted =
    part === 'note'
      ? document.getElementById(NOTE_ID)
      : panel?.querySelector<HTMLElement>('[aria-pressed="true"]:not(:disabled)');
  (wanted ?? panel)?.focus();
}

/** Goes back from the panel to the row it is about. */
export function leavePanel(kit: KitStore): void {
  flushSync(() => kit.setPanelOpen(false));
  focusRow(kit.store.getState().selected);
}
