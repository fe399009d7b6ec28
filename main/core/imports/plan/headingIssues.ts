import type { Issue } from '../../../../shared/imports/imports.contract.ts';
import { secretsInName } from '../../../../shared/kernel/secretsInName.ts';
import { columnLetters, type TableRow } from '../reading/table.ts';

/**
 * A warning where the name of a file that others are to read looks like a secret: what a report
 * says is stored with its name.
 */
export function fileNameIssues(row: number, file: string): Issue[] {
  return [...new Set(secretsInName(file).map(({ kind }) => kind))].map((secret) => ({
    row,
    column: null,
    type: 'secretName',
    values: { file: file.slice(0, 120), secret },
    level: 'warning',
  }));
}

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
