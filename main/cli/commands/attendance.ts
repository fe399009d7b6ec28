import { Option, type Command } from 'commander';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { readTime } from '../../../shared/kernel/dayTime.ts';
import { languages, type Language } from '../../../shared/kernel/language.ts';
import { err, type Result } from '../../../shared/kernel/result.ts';
import type { Sheet, SheetRow } from '../../../shared/training/attendance.contract.ts';
import {
  attendanceStatuses,
  type AttendanceStatus,
} from '../../../shared/training/attendance.entity.ts';
import { localDateSchema } from '../../../shared/schema/values.ts';
import { sessionDayKey } from '../../../shared/training/sessionDays.rules.ts';
import { halves, type Half } from '../../../shared/training/trainingValues.ts';
import { must, Stop, pathOf, withCore, type CommonOptions, type Context } from '../context.ts';

interface AttendanceOptions extends CommonOptions {
  readonly person?: string;
  readonly status?: AttendanceStatus;
  readonly half?: Half | 'all';
  readonly at?: string;
  readonly on?: string;
}
interface PaperOptions extends CommonOptions {
  readonly on?: string;
  readonly blank?: boolean;
  readonly person?: string;
  readonly lang?: Language;
}

/** `attendance`: who came to a session, and its papers. */
export function attendanceCommands(program: Command, context: Context): void {
  const { t, language, command, print } = context;
  const group = context
    .group(program, 'attendance', 'attendance')
    .argument('[session]', t('cli:options.session'))
    .option('--person <id>', t('cli:options.person'))
    .addOption(
      new Option('--status <status>', t('cli:options.attendanceStatus')).choices([
        ...attendanceStatuses,
      ]),
    )
    .addOption(new Option('--half <half>', t('cli:options.half')).choices([...halves, 'all']))
    .option('--at <time>', t('cli:options.at'))
    .option('--on <date>', t('cli:options.dayOfSeries'))
    .action(async (of: string | undefined, options: AttendanceOptions) => {
      const { person, status, half = 'all' } = options;
      if (of === undefined) throw new Stop({ type: 'BadInput', detail: 'attendance SESSION' });
      const session = dayOf(of, options);
      if (person === undefined) {
        if (status !== undefined) throw new Stop({ type: 'BadInput', detail: '--person' });
        await withCore(context, options, { reads: true }, async (core) => {
          const sheet = must(await core.call('attendance.sheet', { session }));
          print(options, sheetJson(sheet), () =>
            [
              ...(sheet.partial ? [t('cli:attendance.partial')] : []),
              ...sheet.rows.map((row) => rowText(context, row)),
            ].join('\n'),
          );
        });
        return;
      }
      if (status === undefined) throw new Stop({ type: 'BadInput', detail: '--status' });
      const at = arrival(options);
      await withCore(context, options, {}, async (core) => {
        const mark = {
          enrolment: person,
          half,
          status,
          ...(at === undefined ? {} : { arrivedAt: at }),
        };
        const marked = await core.call('attendance.mark', { session, marks: [mark] });
        const sheet = must(inOptions(marked));
        const row = sheet.rows.find((one) => one.enrolment === person || one.person === person)!;
        print(options, rowJson(sheet, row), () => rowText(context, row));
      });
    });

  const lang = () => new Option('--lang <language>', t('cli:options.lang')).choices([...languages]);

  command(group, 'sheet', 'attendanceSheet')
    .argument('<session>', t('cli:options.session'))
    .argument('<file>', t('cli:options.pdf'))
    .option('--blank', t('cli:options.blank'))
    .option('--on <date>', t('cli:options.dayOfSeries'))
    .addOption(lang())
    .action(async (of: string, file: string, options: PaperOptions) => {
      const session = dayOf(of, options);
      await withCore(context, options, { reads: true }, async (core) => {
        const printed = must(
          await core.call('print.sheet', {
            session,
            file: pathOf(file),
            blank: options.blank === true,
            language: options.lang ?? language,
          }),
        );
        print(options, { file: pathOf(file), ...printed }, () =>
          [
            t('cli:attendance.printed', { file, count: printed.pages }),
            ...(printed.partial ? [t('cli:attendance.partial')] : []),
          ].join('\n'),
        );
      });
    });

  command(group, 'certificate', 'attendanceCertificate')
    .argument('<file>', t('cli:options.pdf'))
    .option('--person <id>', t('cli:options.person'))
    .addOption(lang())
    .action(async (file: string, options: PaperOptions) => {
      const { person } = options;
      if (person === undefined) throw new Stop({ type: 'BadInput', detail: '--person' });
      await withCore(context, options, { reads: true }, async (core) => {
        const printed = must(
          await core.call('print.certificate', {
            person,
            file: pathOf(file),
            language: options.lang ?? language,
          }),
        );
        print(options, { file: pathOf(file), ...printed }, () =>
          t('cli:attendance.printed', { file, count: printed.pages }),
        );
      });
    });
}

/** What a day of a series is known by, where it is said beside the session. @throws Stop where it is no day */
function dayOf(session: string, { on }: { readonly on?: string }): string {
  if (on === undefined) return session;
  if (!localDateSchema.safeParse(on).success) {
    throw new Stop({ type: 'BadInput', detail: `--on ${on} : YYYY-MM-DD` });
  }
  return sessionDayKey(session, on);
}

/** When somebody who is late came. @throws Stop where it is no time, or nobody is late */
function arrival({ at, status }: AttendanceOptions): string | undefined {
  if (at === undefined) return undefined;
  const time = readTime(at);
  if (time === null) throw new Stop({ type: 'BadInput', detail: `--at ${at} : HH:MM` });
  if (status !== 'late') throw new Stop({ type: 'BadInput', detail: '--at : --status late' });
  return time;
}

/** What of the command a field of a mark comes from. */
const OPTIONS: Readonly<Record<string, string>> = {
  session: 'attendance SESSION',
  enrolment: '--person',
  half: '--half',
  status: '--status',
  arrivedAt: '--at',
};

/** A wrong field of a mark is named as the option that it was given by. */
function inOptions<T>(marked: Result<T, CoreFailure>): Result<T, CoreFailure> {
  if (marked.ok || marked.error.type !== 'BadInput') return marked;
  const field = marked.error.detail.split('.').at(-1)!;
  return err({ type: 'BadInput', detail: OPTIONS[field] ?? marked.error.detail });
}

/** Somebody of a sheet as scripts read it. */
function rowJson({ session }: Sheet, row: SheetRow): Record<string, unknown> {
  return {
    session: session.id,
    ...ofSeries(session),
    enrolment: row.enrolment,
    person: row.person,
    name: row.name,
    function: row.function,
    school: row.schoolName,
    group: row.group?.id ?? null,
    expected: row.expected,
    walkIn: row.walkIn,
    replaces: row.replaces,
    status: row.status,
    arrivedAt: row.marks.find(({ arrivedAt }) => arrivedAt !== null)?.arrivedAt ?? null,
    marks: row.marks.map(({ half, status, arrivedAt, signed, note, pending }) => ({
      half,
      status,
      arrivedAt,
      signed,
      note,
      pending,
    })),
    pending: row.pending,
  };
}

/** Of a day of a series, which it is and what it is known by. */
function ofSeries({ on, key, day }: Sheet['session']): Record<string, string> {
  return on === null ? {} : { key, on, day };
}

function sheetJson(sheet: Sheet): Record<string, unknown> {
  const { session, counts, partial, rows } = sheet;
  return {
    session: session.id,
    ...ofSeries(session),
    title: session.title,
    day: session.day,
    status: session.status,
    halves: sheet.halves,
    partial,
    counts,
    rows: rows.map((row) => rowJson(sheet, row)),
  };
}

function rowText({ t }: Context, row: SheetRow): string {
  const status = t(`cli:attendance.statuses.${row.status ?? 'none'}`);
  return `${t('cli:attendance.line', { name: row.name, status })}  ${row.enrolment}`;
}
