import type { ticket } from '../../../shared/assistance/ticket.entity.ts';
import { snakeCase } from '../../../shared/schema/entity.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import type { Reader } from '../store/database.ts';
import { inWave, type StoredTicket } from './assistance.store.ts';
import { foldColumns, type KeptFold } from './ticketFolds.ts';

/** What lists read of a request: not its long texts. */
const fields = [
  'establishment',
  'schoolName',
  'draft',
  'kind',
  'title',
  'level',
  'priority',
  'onBehalfOf',
  'requester',
  'requesterName',
  'participants',
  'shared',
  'createdOn',
  'tool',
  'number',
  'files',
] as const satisfies readonly (keyof typeof ticket.fields)[];

/** A request as lists read it, with the fold that is kept of it. */
export type ListedTicket = Pick<
  StoredTicket,
  'id' | 'scope' | 'pending' | (typeof fields)[number]
> &
  KeptFold;

type Raw = Omit<ListedTicket, 'pending' | 'draft' | 'shared' | 'participants'> & {
  readonly pending: 0 | 1;
  readonly draft: 0 | 1 | null;
  readonly shared: 0 | 1 | null;
  readonly participants: string | null;
};

/** Reads requests of a programme, of a wave of it or of all, in one place or everywhere. */
export function createListedTickets(
  db: Reader,
): (programme: string, wave: string | null, place: ScopeId | null) => ListedTicket[] {
  const columns = fields.map((name) => `t."${snakeCase(name)}" AS "${name}"`).join(', ');
  const question = (where: string) =>
    db.prepare<unknown[], Raw>(
      `SELECT t.id, t.scope, t.base IS NOT NULL AS pending, ${columns}, ${foldColumns}
       FROM ticket t LEFT JOIN ticket_fold f ON f.ticket = t.id
       WHERE t.deleted IS NULL AND t.programme = ?${where}`,
    );
  const inPlace = ' AND t.scope = ?';
  const all = question('');
  const allInPlace = question(inPlace);
  const ofWave = question(` AND ${inWave}`);
  const ofWaveInPlace = question(` AND ${inWave}${inPlace}`);
  return (programme, wave, place) => {
    const where = wave === null ? [programme] : [programme, wave, wave];
    const raw =
      place === null
        ? (wave === null ? all : ofWave).all(...where)
        : (wave === null ? allInPlace : ofWaveInPlace).all(...where, place);
    return raw.map((row) => ({
      ...row,
      pending: row.pending === 1,
      draft: row.draft === null ? null : row.draft === 1,
      shared: row.shared === null ? null : row.shared === 1,
      participants: row.participants === null ? null : (JSON.parse(row.participants) as string[]),
    }));
  };
}
