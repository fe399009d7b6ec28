import { maxStamp, type Stamp } from '../../shared/kernel/clock.ts';
import type { BatchLine } from '../../shared/sync/batch.ts';
import type { Transaction } from '../../shared/sync/change.ts';
import type { Refusal } from '../../shared/sync/protocol.ts';
import type { RefusalRecord, Writing } from '../db/storage.ts';
import { decidesAccess } from './access.ts';
import { decide, type Decided, type Given } from './decide.ts';
import type { Draft } from './draft.ts';
import { noEvidence } from './evidence.ts';
import { gatherEvidence, type MalformedLine } from './gather.ts';
import type { GroupClock } from './latest.ts';
import { withNewPeople } from './newPeople.ts';

/** What became of a batch. */
export interface Done {
  readonly refused: readonly RefusalRecord[];
  readonly conflicts: number;
}

/** What a batch is decided by. */
export interface Deciding {
  readonly write: Writing;
  readonly draft: Draft;
  readonly clock: GroupClock;
}

/**
 * Decides on the transactions of a batch, whose device and scopes are locked.
 * @param refusal why all of them are refused, or null
 */
export async function decideBatch(
  deciding: Deciding,
  author: Given['author'],
  lines: readonly BatchLine[],
  refusal: Refusal | null,
): Promise<Done> {
  const refused: RefusalRecord[] = [];
  const malformed: MalformedLine[] = [];
  for (const line of lines) {
    if ('transaction' in line) continue;
    malformed.push(line);
    const { n, malformed: why, content } = line;
    refused.push({ n, refusal: refusal ?? why, transaction: content });
  }
  let conflicts = 0;
  let highest: Stamp | null = null;
  for (const slice of sliceByAccess(transactionsOf(lines))) {
    const decided = await decideSlice(
      deciding,
      { author, refusal, transactions: slice },
      malformed,
    );
    conflicts += decided.conflicts;
    for (const { stamp } of decided.accepted) highest = maxStamp(highest, stamp);
    for (const { transaction, refusal: why } of decided.refused) {
      refused.push({ n: transaction.n, refusal: why, transaction });
    }
  }
  if (highest !== null) deciding.clock.accepted(highest);
  refused.sort((a, b) => a.n - b.n);
  return { refused, conflicts };
}

/** The transactions of a batch that are of the form. */
export function transactionsOf(lines: readonly BatchLine[]): Transaction[] {
  return lines.flatMap((line) => ('transaction' in line ? [line.transaction] : []));
}

async function decideSlice(
  deciding: Deciding,
  asked: Pick<Given, 'author' | 'refusal' | 'transactions'>,
  malformed: readonly MalformedLine[],
): Promise<Decided> {
  const { draft, clock } = deciding;
  const given: Given = {
    ...asked,
    latest: await clock.latest(),
    rows: draft.rows,
    conflicts: draft.conflictsAbout(asked.transactions),
    evidence: noEvidence,
    standing: await draft.standing(),
    isNew: (scope) => draft.isNew(scope),
  };
  const known = await decideKnowingEnough(deciding, given, malformed);
  const decided = await withNewPeople(deciding.write, draft, known);
  draft.accept(decided, clock.now);
  return decided;
}

/** Decides, and decides again with more, until no more has to be known. */
async function decideKnowingEnough(
  { write, draft, clock }: Deciding,
  first: Given,
  malformed: readonly MalformedLine[],
): Promise<Decided> {
  let given = first;
  let decided = decide(given);
  if (decided.refused.some(({ refusal }) => refusal.type === 'ClockAhead')) {
    given = { ...given, latest: await clock.again() };
    decided = decide(given);
  }
  while (decided.needs.size > 0) {
    // The past is asked of the database, which may not know yet what was accepted here.
    await draft.flush();
    // A row that is made by this batch has no past that is stored.
    const needed = [...decided.needs].map((key) => given.rows.get(key) ?? decided.rows.get(key)!);
    const { evidence: known, transactions } = given;
    const evidence = await gatherEvidence(write, needed, transactions, malformed, known);
    given = { ...given, evidence };
    decided = decide(given);
  }
  return decided;
}

/**
 * Cuts transactions after each one that may change somebody's access: roles are gathered anew for
 * what comes after it.
 */
function sliceByAccess(transactions: readonly Transaction[]): Transaction[][] {
  const slices: Transaction[][] = [];
  let slice: Transaction[] = [];
  for (const transaction of transactions) {
    slice.push(transaction);
    if (transaction.changes.some(({ entity }) => decidesAccess(entity))) {
      slices.push(slice);
      slice = [];
    }
  }
  return slice.length > 0 ? [...slices, slice] : slices;
}
