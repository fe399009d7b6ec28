import { never } from '../../../shared/kernel/never.ts';
import { isAfterEnd } from '../../../shared/wave/load.rules.ts';
import { statusRank } from '../../../shared/wave/status.rules.ts';
import type { Member, MemberColumn } from '../../../shared/wave/waves.contract.ts';
import type { MemberFigures } from './waves.context.ts';
import type { MemberRecord, WaveRecord } from './waves.store.ts';

/** A member with its figures, as lists show it. */
export function memberView(
  member: MemberRecord,
  wave: WaveRecord,
  figures: MemberFigures | undefined,
): Member {
  const switchoverDate = member.switchoverDate ?? wave.switchoverDate;
  return {
    id: member.id,
    name: member.name ?? member.id,
    nameAr: member.nameAr,
    town: member.town,
    type: member.type,
    code: member.code,
    status: member.status,
    joinedOn: member.joinedOn,
    leftOn: member.leftOn,
    reason: member.reason,
    switchoverDate,
    hasOwnDate: member.switchoverDate !== null,
    variant: member.variant ?? wave.variant,
    done: figures?.progress.done ?? 0,
    applicable: figures?.progress.applicable ?? 0,
    percent: figures?.progress.percent ?? 0,
    late: figures?.late ?? 0,
    blocked: figures?.blocked ?? 0,
    afterEnd: isAfterEnd(switchoverDate, wave.endsOn),
  };
}

const collator = new Intl.Collator('fr', { numeric: true, sensitivity: 'base' });

/** Sorts members by a column, in place; ties keep the order of towns and names. */
export function sortMembers(rows: Member[], column: MemberColumn, descending: boolean): void {
  const sign = descending ? -1 : 1;
  rows.sort((a, b) => sign * compareBy(column, a, b));
}

function compareBy(column: MemberColumn, a: Member, b: Member): number {
  switch (column) {
    case 'name':
    case 'town':
    case 'joinedOn':
    case 'switchoverDate':
      return collator.compare(a[column] ?? '', b[column] ?? '');
    case 'status':
      return statusRank(a.status ?? 'informed') - statusRank(b.status ?? 'informed');
    case 'percent':
    case 'late':
    case 'blocked':
      return a[column] - b[column];
    default:
      return never(column);
  }
}

/** Rows whose name, town or code hold each of the words that were typed; accents do not count. */
export function searchRows<
  R extends {
    readonly name: string;
    readonly nameAr: string | null;
    readonly town: string | null;
    readonly code: string | null;
  },
>(rows: readonly R[], search: string | undefined): R[] {
  const words = plain(search ?? '')
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return [...rows];
  return rows.filter(({ name, nameAr, town, code }) => {
    const text = plain(`${name} ${nameAr ?? ''} ${town ?? ''} ${code ?? ''}`);
    return words.every((word) => text.includes(word));
  });
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
