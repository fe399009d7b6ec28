/** Rows that page up and page down move by. */
const PAGE_ROWS = 10;

/**
 * Where a key leads in a list of rows, from one index to another; null for keys that do not move.
 * j and k are for those who keep their hands where they write.
 */
export function rowTarget(key: string, at: number, count: number): number | null {
  const last = count - 1;
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return Math.min(at + 1, last);
    case 'ArrowUp':
    case 'k':
      return Math.max(at - 1, 0);
    case 'PageDown':
      return Math.min(at + PAGE_ROWS, last);
    case 'PageUp':
      return Math.max(at - PAGE_ROWS, 0);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
