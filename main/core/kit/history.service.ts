import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { HistoryEntryView, StepHistory } from '../../../shared/kit/kitWork.contract.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import type { HistoryAnswer, HistoryChange } from '../../../shared/sync/history.protocol.ts';
import type { RowState } from '../../../shared/sync/merge.ts';
import type { ServerLink } from '../sync/serverLink.ts';
import { failureOf } from '../sync/wire.ts';
import type { Authors } from './authors.ts';
import {
  deviceHistory,
  isTelling,
  told,
  TOLD_FIELDS,
  type StampedEntry,
} from './history.device.ts';
import type { Journalled } from './history.store.ts';

/** Pages that are asked for: a step that changed more often is a machine's. */
const MOST_PAGES = 10;

interface HistoryParts {
  readonly row: (id: string) => RowState | undefined;
  readonly journal: (row: string) => readonly Journalled[];
  readonly authors: Authors;
  readonly link: () => ServerLink | null;
  /** False once the server has not answered: nobody waits for a line that is known to be dead. */
  readonly mayAnswer: () => boolean;
}

/**
 * The history of a step: asked of the server where it answers, with what waits here after it; else
 * what this device knows.
 */
export async function stepHistory(
  parts: HistoryParts,
  step: string,
): Promise<Result<StepHistory, CoreFailure>> {
  const row = parts.row(step);
  if (row === undefined) return err({ type: 'StepUnknown', step });
  const known = deviceHistory(row, parts.journal(step), parts.authors);
  const link = parts.link();
  const log = link === null || !parts.mayAnswer() ? null : await ask(link, row.scope, step);
  if (log === null) return ok({ source: 'device', entries: known.map(({ entry }) => entry) });
  const logged = new Set(log.changes.map(({ stamp }) => stamp));
  const waiting = known.filter(({ stamp, entry }) => entry.pending && !logged.has(stamp));
  return ok({
    source: 'server',
    entries: [...fromLog(log, parts.authors), ...waiting.map(({ entry }) => entry)],
  });
}

/** All that the server has, or null where it does not answer that. */
async function ask(
  link: ServerLink,
  scope: ScopeId,
  row: string,
): Promise<Pick<HistoryAnswer, 'changes' | 'authors'> | null> {
  const changes: HistoryChange[] = [];
  const authors: HistoryAnswer['authors'] = {};
  let after: number | null = 0;
  try {
    for (let page = 0; page < MOST_PAGES && after !== null; page += 1) {
      const answer: HistoryAnswer = await link.history({ scope, entity: 'kitStep', row, after });
      changes.push(...answer.changes);
      Object.assign(authors, answer.authors);
      after = answer.next;
    }
  } catch (error) {
    if (failureOf(error) === null) throw error;
    return null;
  }
  return { changes, authors };
}

function fromLog(
  { changes, authors }: Pick<HistoryAnswer, 'changes' | 'authors'>,
  known: Authors,
): HistoryEntryView[] {
  const name: Authors = (device) => {
    const here = known(device);
    const there = authors[device];
    return here.name === null && there !== undefined ? { ...there, me: false } : here;
  };
  return changes.flatMap((change, index) => {
    const made = index === 0 && 'action' in change.set;
    const { entry } = asEntry(change, name, made);
    return entry.changes.length > 0 || made ? [entry] : [];
  });
}

function asEntry(
  { stamp, set, before, lost }: HistoryChange,
  authors: Authors,
  made: boolean,
): StampedEntry {
  const changes = TOLD_FIELDS.flatMap((field) => {
    const after = set[field];
    if (after === undefined || (made && !isTelling(field, after))) return [];
    return [{ field, before: before[field] ?? null, after, lost: lost.includes(field) }];
  });
  return told(stamp, changes, authors, false, made);
}
