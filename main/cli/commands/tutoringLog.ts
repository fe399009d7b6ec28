import { Option, type Command } from 'commander';
import { languages, type Language } from '../../../shared/kernel/language.ts';
import type { SessionLog } from '../../../shared/tutoring/log.contract.ts';
import { logCounts } from '../../../shared/tutoring/log.counts.ts';
import { must, pathOf, withCore, type CommonOptions, type Context } from '../context.ts';
import { failureLines } from '../failureLines.ts';
import { exitCodes } from '../exitCodes.ts';
import { logLines } from '../logLines.ts';
import { secretWarnings } from '../secretWarnings.ts';
import { placeText } from '../texts.ts';

interface LogOptions extends CommonOptions {
  readonly stdin?: boolean;
}
interface MinutesOptions extends CommonOptions {
  readonly lang?: Language;
}

/** `tutoring log` and `tutoring minutes`: what was said in a session, and its paper. */
export function tutoringLogCommands(group: Command, context: Context): void {
  const { t, language, command, print, terminal } = context;

  command(group, 'log', 'tutoringLog')
    .argument('<session>', t('cli:options.session'))
    .option('--stdin', t('cli:options.stdinLog'))
    .action(async (session: string, options: LogOptions) => {
      const id = session.slice(0, 300);
      const isWriting = options.stdin === true;
      await withCore(context, options, { reads: !isWriting }, async (core) => {
        const log = must(await core.call('log.read', { session: id }));
        if (!isWriting) {
          print(options, logJson(log), () => logText(context, log));
          return;
        }
        const { written, unchanged, refused, said } = await logLines(
          core.call,
          log,
          terminal.stdin,
        );
        const errors = refused.map(({ line, failure }) => ({
          line,
          message: failureLines(t, failure),
        }));
        const warnings = said.flatMap((one) =>
          secretWarnings(t, one.said).map((warning) => ({ line: one.line, ...warning })),
        );
        if (errors.length > 0) context.setExitCode(exitCodes.badInput);
        // Whoever sends JSON reads JSON.
        terminal.out(JSON.stringify({ written, unchanged, errors, warnings }));
      });
    });

  command(group, 'minutes', 'tutoringMinutes')
    .argument('<session>', t('cli:options.session'))
    .argument('<file>', t('cli:options.pdf'))
    .addOption(new Option('--lang <language>', t('cli:options.lang')).choices([...languages]))
    .action(async (session: string, file: string, options: MinutesOptions) => {
      await withCore(context, options, { reads: true }, async (core) => {
        const printed = must(
          await core.call('print.minutes', {
            session: session.slice(0, 300),
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

/** A session's log as scripts read it. */
function logJson(log: SessionLog): Record<string, unknown> {
  const { session, group, schools, lines } = log;
  return {
    session: session.id,
    group: group.id,
    day: session.day,
    from: session.from,
    to: session.to,
    status: session.status,
    theme: session.theme,
    summary: session.summary,
    attendance: schools.map(({ id, code, name, town, status, people }) => ({
      establishment: id,
      code,
      name,
      town,
      status,
      people,
    })),
    counts: logCounts(log),
    entries: lines.map(({ blocker, ...line }) => ({
      ...line,
      mine: undefined,
      blocker: blocker?.id ?? null,
      blockerTitle: blocker?.title ?? null,
    })),
  };
}

function logText({ t, language }: Context, { session, schools, lines }: SessionLog): string {
  const names = new Map(
    schools.map((school) => [school.id, placeText({ ...school, town: null }, language)]),
  );
  return [
    [session.id, session.day, `${session.from}–${session.to}`, session.theme ?? ''].join('  '),
    ...schools.map(({ id, status }) =>
      [t(`tutoringLog:presence.${status ?? 'none'}`), names.get(id), id].join('  '),
    ),
    ...lines.map(({ id, kind, establishment, text, state }) =>
      [
        t(`tutoringLog:kind.${kind}`),
        ...(state === null ? [] : [t(`tutoringLog:state.${state}`)]),
        ...(establishment === null ? [] : [names.get(establishment) ?? establishment]),
        text,
        id,
      ].join('  '),
    ),
  ].join('\n');
}
