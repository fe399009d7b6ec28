import { Command, CommanderError } from 'commander';
import { escapeSteering } from '../../shared/kernel/cleanText.ts';
import { ticketProblemText } from '../../shared/assistance/ticketProblemText.ts';
import { templateProblemText } from '../../shared/templates/template.problems.ts';
import { createMessages, languageOf, type Translate } from '../../shared/messages/messages.ts';
import { attendanceCommands } from './commands/attendance.ts';
import { bundleCommands } from './commands/bundles.ts';
import { calendarCommands } from './commands/calendar.ts';
import { conflictCommands } from './commands/conflicts.ts';
import { deviceCommands } from './commands/devices.ts';
import { knowledgeCommands } from './commands/knowledge.ts';
import { figuresCommands } from './commands/figures.ts';
import { exchangeCommands } from './commands/exchange.ts';
import { trainingCommands } from './commands/training.ts';
import { tutoringCommands } from './commands/tutoring.ts';
import { waveCommands } from './commands/waves.ts';
import { exportCommands, importCommands } from './commands/imports.ts';
import { placeCommands } from './commands/places.ts';
import { templateCommands } from './commands/templates.ts';
import { ticketCommands } from './commands/tickets.ts';
import { workCommands } from './commands/work.ts';
import { Stop, type Context, type Terminal } from './context.ts';
import { failureLines } from './failureLines.ts';
import { exitCodeOf, exitCodes } from './exitCodes.ts';

/**
 * The `bascule` command: the core without a window.
 * @param args arguments after the program's name
 * @returns the exit code: 0 done, 1 fault, 2 wrong use or bad input, 3 server not reachable and
 *   work kept, 4 refused by the server
 */
export async function runCli(args: readonly string[], raw: Terminal): Promise<number> {
  // What a colleague or a tool wrote may hold signs that a terminal obeys.
  const terminal: Terminal = {
    ...raw,
    out: (text) => raw.out(escapeSteering(text)),
    complain: (text) => raw.complain(escapeSteering(text)),
  };
  const language = languageOf(terminal.environment);
  const { t } = createMessages(language);
  const json = args.includes('--json');
  let exitCode: number = exitCodes.done;
  const context: Context = {
    terminal,
    t,
    language,
    setExitCode(code) {
      exitCode = code;
    },
    command: (parent, name, text) =>
      parent
        .command(name)
        .description(t(`cli:commands.${text}`))
        .requiredOption('--data <folder>', t('cli:options.data'))
        .option('--json', t('cli:options.json')),
    group: (parent, name, text) =>
      parent
        .command(name)
        .description(t(`cli:commands.${text}`))
        .option('--data <folder>', t('cli:options.data'))
        .option('--json', t('cli:options.json'))
        .enablePositionalOptions(),
    print: (options, value, text) =>
      terminal.out(options.json === true ? JSON.stringify(value) : text() || t('cli:nothing')),
  };
  try {
    await createProgram(context).parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return exitCodes.done;
      const message = usageText(t, error);
      terminal.complain(message);
      if (json) terminal.out(JSON.stringify({ ok: false, error: { type: 'BadInput', message } }));
      return exitCodes.badInput;
    }
    const failure = error instanceof Stop ? error.failure : null;
    const message = failure === null ? t('errors:Fault') : failureLines(t, failure);
    terminal.complain(message);
    if (failure === null) terminal.complain(String(error instanceof Error ? error.stack : error));
    if (json) {
      const type =
        failure?.type === 'ServerRefused' ? failure.error.type : (failure?.type ?? 'Fault');
      const problems =
        failure?.type === 'TemplateInvalid'
          ? failure.problems.map((problem) => ({
              place: problem.at,
              reason: templateProblemText(t, problem),
            }))
          : failure?.type === 'TicketInvalid'
            ? failure.problems.map((problem) => ({
                field: problem.field,
                type: problem.type,
                message: ticketProblemText(t, problem),
              }))
            : undefined;
      terminal.out(JSON.stringify({ ok: false, error: { type, message, problems } }));
    }
    return failure === null ? exitCodes.fault : exitCodeOf(failure);
  }
}

/** Wrong use in the person's language; commander's own words are English. */
function usageText(t: Translate, error: CommanderError): string {
  if (error.code === 'commander.invalidArgument') {
    const [option = '', value = ''] = [...error.message.matchAll(/'([^']+)'/g)].map(
      ([, it]) => it!,
    );
    const allowed = /choices are (.+?)\.?$/.exec(error.message)?.[1] ?? '';
    const [name = option] = option.split(' ');
    return t('cli:usage.invalidArgument', { option: name, value, allowed });
  }
  const named = /'([^']+)'/.exec(error.message)?.[1] ?? '';
  if (error.code === 'commander.missingArgument') return t('cli:usage.missingArgument', { named });
  return t([`cli:usage.${error.code.replace('commander.', '')}`, 'cli:usage.other'], { named });
}

function createProgram(context: Context): Command {
  const { t, terminal } = context;
  const program = new Command('bascule')
    .description(t('cli:description'))
    .exitOverride()
    .configureHelp({
      styleTitle: (title) => t([`cli:help.${title.replace(':', '')}`, title]),
    })
    .helpOption('-h, --help', t('cli:help.option'))
    .helpCommand('help [command]', t('cli:help.option'))
    // What stands after a command's name is said to that command, not to the one above it.
    .enablePositionalOptions()
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      // Wrong use is said by `runCli`, in the person's language.
      writeErr: () => undefined,
    });
  exchangeCommands(program, context);
  workCommands(program, context);
  conflictCommands(program, context);
  bundleCommands(program, context);
  deviceCommands(program, context);
  placeCommands(program, context);
  waveCommands(program, context);
  importCommands(program, context);
  exportCommands(program, context);
  figuresCommands(program, context);
  attendanceCommands(program, context);
  templateCommands(program, context);
  trainingCommands(program, context);
  tutoringCommands(program, context);
  calendarCommands(program, context);
  knowledgeCommands(program, context);
  ticketCommands(program, context);
  return program;
}
