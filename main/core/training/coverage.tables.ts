import type { OutputOf } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { csvText } from '../../../shared/kernel/csv.ts';
import type { Language } from '../../../shared/kernel/language.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import { createMessages } from '../../../shared/messages/messages.ts';
import type { Words } from '../../../shared/programme/words.ts';
import type {
  coverageContract,
  CoverageTable,
} from '../../../shared/training/coverage.contract.ts';
import { writeHandedFile } from '../store/handedFile.ts';

type Contract = typeof coverageContract;
type Answers = {
  readonly schools: OutputOf<Contract['coverage.read']>;
  readonly people: OutputOf<Contract['coverage.people']>;
  readonly trainers: OutputOf<Contract['coverage.trainers']>;
};
type Cell = string | number | null;

/** A column of a table, named as the texts name it. */
type Columns<R> = readonly (readonly [name: string, cell: (row: R) => Cell])[];
type Say = (key: string) => string;

/** The columns of each table. @param say texts of `coverage` */
function columnsOf(say: Say): {
  readonly [T in CoverageTable]: Columns<Answers[T]['rows'][number]>;
} {
  return {
    schools: [
      ['code', ({ code }) => code],
      ['school', ({ name }) => name],
      ['town', ({ town }) => town],
      ['toTrain', ({ toTrain }) => toTrain],
      ['trained', ({ trained }) => trained],
      ['underWay', ({ underWay, enrolled }) => underWay + enrolled],
      ['gap', ({ gap }) => gap],
      ['notEnrolled', ({ notEnrolled }) => notEnrolled],
      ['lastPlanned', ({ lastPlanned }) => lastPlanned],
      ['switchover', ({ switchoverDate }) => switchoverDate],
      ['late', ({ late }) => late],
      ['daysLate', ({ daysLate }) => daysLate],
    ],
    people: [
      ['name', ({ name }) => name],
      ['function', (row) => row.function],
      ['school', ({ schoolName }) => schoolName],
      ['town', ({ town }) => town],
      ['track', ({ track }) => track],
      ['state', ({ state }) => say(`state.${state}`)],
      ['expected', ({ expected }) => expected],
      ['attended', ({ attended }) => attended],
      ['missed', ({ missed }) => missed],
      ['excused', ({ excused }) => excused],
      ['hours', ({ hours }) => hours],
      ['hoursTarget', ({ hoursTarget }) => hoursTarget],
      ['lastPlanned', ({ lastPlanned }) => lastPlanned],
      ['deadline', ({ deadline }) => deadline],
      ['daysLate', ({ daysLate }) => daysLate],
    ],
    trainers: [
      ['trainer', ({ name }) => name],
      ['pair', ({ pair }) => pair],
      ['town', ({ town }) => town],
      ['month', ({ month }) => month],
      ['sessions', ({ sessions }) => sessions],
      ['days', ({ days }) => days],
      ['halfDays', ({ halfDays }) => halfDays],
      ['km', ({ km }) => km],
      ['ahead', ({ planned }) => planned],
    ],
  };
}

/**
 * Writes one of the tables of coverage, over nothing but an older one of its kind.
 * Fails with FileExists, FileUnusable, DiskFull.
 */
export function writeCoverage<T extends CoverageTable>(
  file: string,
  language: Language,
  table: T,
  { rows }: { readonly rows: readonly Answers[T]['rows'][number][] },
  words: Pick<Words, 'One'>,
): Result<{ rows: number }, CoreFailure> {
  const { t } = createMessages(language);
  const switchover = words.One('switchover');
  const say: Say = (key) => t(`coverage:${key}`, { switchover });
  const columns: Columns<Answers[T]['rows'][number]> = columnsOf(say)[table];
  const head = columns.map(([name]) => say(`table.${name}`));
  const lines = rows.map((row) => columns.map(([, cell]) => cell(row)));
  const first = csvText([head]);
  const written = writeHandedFile(file, Buffer.from(csvText([head, ...lines])), (start) =>
    // As much of it as is looked at.
    first.startsWith(
      start
        .toString()
        .slice(0, first.length)
        .replace(/\uFFFD+$|\0+$/g, ''),
    ),
  );
  return written.ok ? ok({ rows: rows.length }) : written;
}
