import type { Issue } from '../../../../shared/imports/imports.contract.ts';
import { columnLetters, type TableRow } from '../reading/table.ts';

/** What is wrong with a row of headings: merged ones, of which only the first column has the text. */
export function headingIssues(head: TableRow | null): Issue[] {
  if (head === null) return [];
  const issues = new Map<string, Issue>();
  for (const [column, flaw] of head.flaws ?? []) {
    if (flaw.type !== 'merged' || issues.has(flaw.place)) continue;
    issues.set(flaw.place, {
      row: head.number,
      column: columnLetters(column),
      type: 'headingsMerged',
      values: { place: flaw.place },
      level: 'warning',
    });
  }
  return [...issues.values()];
}
