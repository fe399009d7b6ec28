import { Option, type Command } from 'commander';
import {
  exportTools,
  ticketValuesSchema,
  type ExportTool,
  type TicketValues,
  type TicketView,
} from '../../../shared/assistance/tickets.contract.ts';
import { checkTicket, lengthProblems } from '../../../shared/assistance/checkTicket.ts';
import type { TicketProblem } from '../../../shared/assistance/ticketProblem.ts';
import { ticketProblemText } from '../../../shared/assistance/ticketProblemText.ts';
import { ticketChoices, ticketServices, withIds } from '../../../shared/assistance/ticketLabels.ts';
import { fieldAliases, readTicketRules } from '../../../shared/assistance/ticketRules.ts';
import type { Translate } from '../../../shared/messages/messages.ts';
import { findTemplate, templateNames } from '../../../shared/templates/templates.ts';
import type { Core } from '../../core/core.ts';
import {
  must,
  needPlaces,
  Stop,
  pathOf,
  wholeNumber,
  withCore,
  type CommonOptions,
  type Context,
} from '../context.ts';
import { pastDay } from '../pastDay.ts';
import { nameWarnings, secretWarnings, type SecretWarning } from '../secretWarnings.ts';
import { stdinText } from '../stdinText.ts';
import { placeText } from '../texts.ts';

interface TicketsOptions extends CommonOptions {
  readonly wave?: string;
  readonly asOf?: string;
  readonly open?: boolean;
  readonly olderThan?: string;
  readonly tool?: ExportTool;
}
interface NewOptions extends CommonOptions {
  readonly wave?: string;
  readonly stdin?: boolean;
  readonly draft?: boolean;
  readonly confirmed?: boolean;
  readonly attach: readonly string[];
}

/** Bytes of a request on standard input. The longest that the rules allow has some 40,000. */
const LONGEST = 1_000_000;

/** `tickets`, `tickets export` and `ticket new`. */
export function ticketCommands(program: Command, context: Context): void {
  const { t, command, group, print, language } = context;

  const tickets = group(program, 'tickets', 'tickets')
    .option('--wave <id>', t('cli:options.wave'))
    .option('--as-of <date>', t('cli:options.asOf'))
    .option('--open', t('cli:options.ticketsOpen'))
    .option('--older-than <days>', t('cli:options.olderThan'))
    .action(async (options: TicketsOptions) => {
      const where = whereOf(options);
      const least =
        options.olderThan === undefined ? null : wholeNumber(options.olderThan, '--older-than');
      await withCore(context, options, { reads: true }, async (core) => {
        await needPlaces(core, placeOf(options));
        const { rows } = must(await core.call('tickets.list', where));
        const shown = rows.filter(
          ({ status, ageDays }) =>
            (options.open !== true || status === 'open' || status === 'waiting') &&
            (least === null || ageDays > least),
        );
        print(options, shown.map(ticketJson), () =>
          shown
            .map((row) =>
              t('cli:tickets.line', {
                number: row.number ?? row.reference,
                title: row.title,
                school:
                  row.school === null
                    ? '–'
                    : placeText({ name: row.school, nameAr: row.schoolAr, town: null }, language),
                status: t(`tickets:status.${row.status}`),
                age: row.ageDays,
              }),
            )
            .join('\n'),
        );
      });
    });

  command(tickets, 'export', 'ticketsExport')
    .argument('<file>', t('cli:options.ticketsFile'))
    .option('--wave <id>', t('cli:options.wave'))
    .option('--as-of <date>', t('cli:options.asOf'))
    .addOption(
      new Option('--tool <tool>', t('cli:options.ticketsTool'))
        .choices([...exportTools])
        .default('bascule'),
    )
    .action(async (file: string, options: TicketsOptions) => {
      const where = whereOf(options);
      await withCore(context, options, { reads: true }, async (core) => {
        await needPlaces(core, placeOf(options));
        const written = must(
          await core.call('tickets.export', {
            ...where,
            file: pathOf(file),
            tool: options.tool ?? 'bascule',
            language,
          }),
        );
        print(options, { file: pathOf(file), ...written }, () =>
          t('cli:tickets.exported', { file, count: written.rows }),
        );
      });
    });

  const ticket = program.command('ticket').description(t('cli:commands.ticket'));
  command(ticket, 'new', 'ticketNew')
    .option('--wave <id>', t('cli:options.wave'))
    .option('--stdin', t('cli:options.ticketStdin'))
    .option('--draft', t('cli:options.ticketDraft'))
    .option('--confirmed', t('cli:options.ticketConfirmed'))
    .option('--attach <file>', t('cli:options.ticketAttach'), also, [])
    .addHelpText('after', () => keysText(t))
    .action(async (options: NewOptions) => {
      if (options.stdin !== true) throw new Stop({ type: 'BadInput', detail: '--stdin' });
      const said = must(await stdinText(context.terminal.stdin, LONGEST));
      await withCore(context, options, {}, async (core) => {
        await needPlaces(core, placeOf(options));
        const place = placeOf(options);
        const values = await valuesOf(core, place, said);
        const send = options.draft !== true;
        const given = { ...place, values, confirmed: options.confirmed === true };
        const attaches = options.attach.length > 0;
        // Files have to be there before the rules look at them.
        let saved = must(await core.call('tickets.save', { ...given, send: send && !attaches }));
        for (const file of options.attach) {
          must(await core.call('attachments.add', { ticket: saved.id, file: pathOf(file) }));
        }
        if (send && attaches) {
          saved = must(await core.call('tickets.save', { ...given, ticket: saved.id, send }));
        }
        const {
          values: kept,
          lines: _,
          may: __,
          ...read
        } = must(await core.call('tickets.read', { ticket: saved.id }));
        const { rules, versions } = must(await core.call('assistance.overview', place));
        const warnings = [...secretWarnings(t, values), ...nameWarnings(t, ...options.attach)];
        const advised = advice(
          t,
          checkTicket(rules, { ...kept, files: read.attached }, { versions }),
        );
        print(options, { ...ticketJson(read), ...kept, warnings, advice: advised }, () =>
          [
            t('cli:tickets.made', { title: read.title, reference: saved.reference }),
            ...[...warnings, ...advised].map(({ message }) => message),
          ].join('\n'),
        );
      });
    });
}

/** What would help whoever reads the request, and hinders nothing. */
function advice(t: Translate, problems: readonly TicketProblem[]): SecretWarning[] {
  return problems
    .filter(({ level, type }) => level === 'warning' && type !== 'secret')
    .map((problem) => ({ field: problem.field, message: ticketProblemText(t, problem) }));
}

function also(file: string, before: readonly string[]): string[] {
  return [...before, file];
}

/** A request as scripts read it. */
function ticketJson({ mine, pending, ...view }: TicketView): object {
  return { ...view, mine, pending };
}

function placeOf({ wave }: { readonly wave?: string }): { wave?: string } {
  return wave === undefined ? {} : { wave };
}

function whereOf(options: TicketsOptions): { wave?: string; asOf?: string } {
  const { asOf } = options;
  return { ...placeOf(options), ...(asOf === undefined ? {} : { asOf: pastDay(asOf) }) };
}

/**
 * What a script says of a request; a school may be said by its code.
 * @throws Stop BadInput with the field that is not understood
 */
async function valuesOf(core: Core, place: { wave?: string }, said: string): Promise<TicketValues> {
  let json: unknown;
  try {
    json = JSON.parse(said);
  } catch {
    throw new Stop({ type: 'BadInput', detail: 'JSON' });
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new Stop({ type: 'BadInput', detail: 'JSON' });
  }
  const named = Object.fromEntries(
    Object.entries(json).map(([name, value]) => [
      Object.hasOwn(aliases, name) ? aliases[name]! : name,
      value,
    ]),
  );
  const { schools, rules } = must(await core.call('assistance.overview', place));
  const { values, unknown } = withIds(rules, named);
  if (unknown !== null) {
    const { service, known } = unknown;
    throw new Stop({ type: 'BadInput', detail: `service ${service} (${known.join(' | ')})` });
  }
  const school = values['establishment'];
  if (typeof school === 'string') {
    const code = school.trim().toUpperCase();
    values['establishment'] =
      schools.find(({ id }) => id === school)?.id ??
      schools.find((one) => one.code?.toUpperCase() === code)?.id ??
      school;
  }
  const parsed = ticketValuesSchema.safeParse(values);
  if (!parsed.success) {
    const problems = lengthProblems(values);
    if (problems.length > 0) throw new Stop({ type: 'TicketInvalid', problems });
    const [issue] = parsed.error.issues;
    const known = valueKeys().join(' | ');
    const strange =
      issue?.code === 'unrecognized_keys' ? `${issue.keys.join(', ')} (${known})` : undefined;
    throw new Stop({ type: 'BadInput', detail: strange ?? issue?.path.join('.') ?? 'JSON' });
  }
  return parsed.data;
}

/** Keys of a request that a script may say. */
function valueKeys(): string[] {
  return [...Object.keys(ticketValuesSchema.shape), 'service'];
}

/** What a request may say, with the values of the lists of the programmes that come along. */
function keysText(t: Translate): string {
  const lines = templateNames.flatMap((name) => {
    const template = findTemplate(name)!;
    const rules = readTicketRules(template.ticketRules);
    const services = ticketServices(rules);
    const lists = [
      ...ticketChoices(rules).map(
        ({ field, choices }) => [field, choices.map(({ id }) => id)] as const,
      ),
      ...(services.length === 0 ? [] : [['service', services] as const]),
    ];
    return [
      t('cli:tickets.valuesFor', { programme: name }),
      ...lists.map(([field, values]) => `  ${field}: ${values.join(' | ')}`),
    ];
  });
  return `\n${[t('cli:tickets.keys', { keys: valueKeys().join(', ') }), ...lines].join('\n')}`;
}

const aliases: Readonly<Record<string, string>> = {
  ...fieldAliases,
  eventAt: 'eventAt',
  school: 'establishment',
  url: 'pageUrl',
  type: 'kind',
};
