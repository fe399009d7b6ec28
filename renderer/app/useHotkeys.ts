import { useEffect } from 'react';
import { isTyping } from './typing.ts';
import type { Command, RunCommand } from './useCommands.ts';

/** Keys that work on every page. Those of one list are in that list. */
export function useHotkeys(run: RunCommand): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const command = commandOf(event);
      if (command === null || event.defaultPrevented) return;
      // Prevented keys do not reach the native menu, which has the same ones.
      event.preventDefault();
      if (!event.repeat) run(command);
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [run]);
}

function commandOf(event: KeyboardEvent): Command | null {
  if (event.altKey || event.shiftKey) return null;
  if (event.key === 'F1') return 'help';
  if (!event.ctrlKey && !event.metaKey) return null;
  switch (event.key.toLowerCase()) {
    case 'k':
      return 'palette';
    case 'f':
      return 'filter';
    case 'p':
      return 'printKit';
    case 's':
      return 'saved';
    case 'z':
      // In a text, undo is the text's.
      return isTyping(event.target) ? null : 'undo';
    default:
      return null;
  }
}
