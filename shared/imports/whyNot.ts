import type { CoreFailure } from '../bridge/failure.ts';
import type { ImportPreview } from './imports.contract.ts';

/** Why a table cannot be taken as it is read; null: it can. */
export function whyNot({
  missing,
  counts,
  headerRow,
  headingIssues,
}: ImportPreview): CoreFailure | null {
  if (missing.length > 0) {
    const merged = headingIssues.find(({ type }) => type === 'headingsMerged');
    return merged === undefined
      ? { type: 'MappingIncomplete', fields: missing }
      : { type: 'HeadingsMerged', place: String(merged.values['place']), fields: missing };
  }
  return counts.rows === 0 ? { type: 'TableNoRows', row: headerRow } : null;
}
