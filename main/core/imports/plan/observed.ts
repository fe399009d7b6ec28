import {
  countOfCell,
  dayOfCell,
  numberOfCell,
  yesOfCell,
} from '../../../../shared/imports/cells.ts';
import type { LocalDate } from '../../../../shared/kernel/dates.ts';
import type { Indicator } from '../../../../shared/observation/indicator.ts';
import { observationId } from '../../../../shared/observation/observation.entity.ts';
import { scopeId, type ScopeId } from '../../../../shared/schema/scope.ts';
import { establishmentCode } from '../../../../shared/wave/establishmentId.ts';
import { changedWrite } from '../../store/changes.ts';
import type { Write } from '../../store/record.ts';
import type { Rows } from '../../store/rows.ts';
import type { ProgrammeRecord, SchoolRecord } from '../imports.store.ts';
import { RowReader, type MappedTable, type RowPlan } from './planning.ts';

export interface ObservedGiven {
  readonly rows: Pick<Rows, 'read'>;
  readonly programme: ProgrammeRecord;
  readonly schools: readonly SchoolRecord[];
  /** Day of what is observed, where a row does not say it. */
  readonly day: LocalDate;
  /** The day, or that of practice data: nothing is observed after it. */
  readonly today: LocalDate;
  /** Name of the report. */
  readonly source: string;
  readonly mayObserve: (place: ScopeId) => boolean;
}

const counts = ['usersCreated', 'recordsBefore', 'recordsAfter'] as const satisfies Indicator[];

/** Plans each row of a report of the product, in its order: one observation for each figure. */
export function* planObserved(table: MappedTable, given: ObservedGiven): Generator<RowPlan> {
  const byCode = new Map<string, SchoolRecord>();
  for (const school of given.schools) {
    if (school.code !== null) byCode.set(school.code.toUpperCase(), school);
  }
  for (const cells of table.rows) {
    const read = new RowReader(table, cells);
    const text = read.required('code', 40);
    const code = text === undefined ? undefined : (establishmentCode(text) ?? text);
    const school = code === undefined ? undefined : byCode.get(code);
    if (code !== undefined && school === undefined) read.error('schoolUnknown', 'code', { code });
    const day = read.value('observedOn', 'notADay', dayOfCell) ?? given.day;
    if (day > given.today) read.error('dayAhead', 'observedOn', { day });
    const seen = observedIn(read);
    const name = school?.name ?? code ?? '';
    if (seen.size === 0 && !read.failed) read.error('nothingObserved', null, {});
    if (read.failed || school === undefined) {
      yield read.leftOut(name);
      continue;
    }
    const place = scopeId('establishment', school.id);
    if (!given.mayObserve(place)) {
      read.error('notAllowed', null, {});
      yield read.leftOut(name);
      continue;
    }
    yield planned(read, given, school.id, name, day, seen);
  }
}

function planned(
  read: RowReader,
  given: ObservedGiven,
  school: string,
  name: string,
  day: LocalDate,
  seen: ReadonlyMap<Indicator, number>,
): RowPlan {
  const { rows, programme, source } = given;
  const writes: Write[] = [];
  let creates = false;
  for (const [indicator, value] of seen) {
    const row = observationId(school, programme.id, indicator, day);
    const isThere = rows.read('observation', row) !== undefined;
    const fixed = { establishment: school, programme: programme.id, indicator, observedOn: day };
    const changed = changedWrite(rows, {
      entity: 'observation',
      row,
      scope: scopeId('establishment', school),
      values: isThere ? { value } : { ...fixed, value, source },
    });
    if (changed === null) continue;
    creates ||= changed.creates;
    writes.push(changed.write);
  }
  return {
    row: read.row,
    outcome: creates ? 'created' : writes.length > 0 ? 'updated' : 'unchanged',
    name,
    fields: [...seen.keys()],
    issues: read.issues,
    writes: writes.length === 0 ? [] : [writes],
  };
}

function observedIn(read: RowReader): Map<Indicator, number> {
  const seen = new Map<Indicator, number>();
  const keep = (indicator: Indicator, value: number | undefined): void => {
    if (value !== undefined) seen.set(indicator, value);
  };
  for (const indicator of ['budgetLoaded', 'dataMigrated'] as const) {
    const said = read.value(indicator, 'notYes', yesOfCell);
    keep(indicator, said === undefined ? undefined : said ? 1 : 0);
  }
  for (const indicator of counts) keep(indicator, read.value(indicator, 'notACount', countOfCell));
  keep('usage', read.value('usage', 'notANumber', numberOfCell));
  const before = seen.get('recordsBefore');
  const after = seen.get('recordsAfter');
  if (before !== undefined && after !== undefined && before !== after) {
    read.warn('countsDiffer', 'recordsAfter', { before, after });
  }
  return seen;
}
