import type { Command } from 'commander';
import { inScript } from '../../../shared/kernel/script.ts';
import { MAX_ROWS, type SchoolLine } from '../../../shared/kit/pilot.contract.ts';
import type { ListedPerson } from '../../../shared/people/people.contract.ts';
import type { ProgrammeSummary } from '../../../shared/programme/programmes.contract.ts';
import type { Core } from '../../core/core.ts';
import {
  cliWords,
  must,
  needPlaces,
  Stop,
  pathOf,
  withCore,
  type CliWords,
  type CommonOptions,
  type Context,
} from '../context.ts';
import { listText, placeText } from '../texts.ts';
import { inLanguage } from '../views.ts';

interface ListOptions extends CommonOptions {
  readonly programme?: string;
  readonly wave?: string;
  readonly search?: string;
}

/** Rows of one call of a list of people. */
const PEOPLE_ROWS = 500;

/** `programmes`, `establishments`, `people` and `people codes FILE`. */
export function placeCommands(program: Command, context: Context): void {
  const { t, command } = context;
  command(program, 'programmes', 'programmes').action(async (options: CommonOptions) => {
    await withCore(context, options, { reads: true }, async (core) => {
      const programmes = must(await core.call('programmes.list', {}));
      const words = await cliWords(core, context);
      context.print(options, programmes.map(programmeJson), () =>
        programmes.map((each) => programmeText(context, each, words)).join('\n'),
      );
    });
  });
  command(program, 'establishments', 'establishments')
    .option('--programme <id>', t('cli:options.programme'))
    .option('--wave <id>', t('cli:options.wave'))
    .option('--search <words>', t('cli:options.search'))
    .action(async (options: ListOptions) => {
      await withCore(context, options, { reads: true }, async (core) => {
        const schools = await allSchools(core, options);
        const words = await cliWords(core, context);
        context.print(options, schools.map(schoolJson), () =>
          schools.map((each) => schoolText(context, each, words)).join('\n'),
        );
      });
    });
  const people = command(program, 'people', 'people')
    .argument('[action]', t('cli:options.peopleAction'))
    .argument('[file]', t('cli:options.codesFile'))
    .option('--wave <id>', t('cli:options.wave'))
    .option('--search <words>', t('cli:options.search'));
  people.action(
    async (action: string | undefined, file: string | undefined, options: ListOptions) => {
      if (action === undefined) await listPeople(context, options);
      else if (action === 'codes' && file !== undefined) await giveCodes(context, file, options);
      else throw new Stop({ type: 'BadInput', detail: 'people | people codes FILE' });
    },
  );
}

function programmeJson(programme: ProgrammeSummary): Record<string, unknown> {
  const { id, name, template, templateVersion, country, calendar } = programme;
  const { waves, establishments, roles, levels } = programme;
  return {
    id,
    name,
    template,
    templateVersion,
    country,
    calendar,
    waves,
    establishments,
    roles,
    levels: levels.map((level) => level.id),
  };
}

function programmeText(
  { t, language }: Context,
  programme: ProgrammeSummary,
  words: CliWords,
): string {
  const { id, name, kitName, waves, establishments } = programme;
  const kit = kitName === null ? '—' : inLanguage(kitName, language);
  const { many } = words(id);
  return t('cli:programmeLine', {
    id,
    name: inScript(name, language),
    kit,
    wavesWord: many('wave'),
    waves,
    schoolsWord: many('establishment'),
    establishments,
  });
}

interface Rows<T> {
  readonly rows: readonly T[];
  readonly total: number;
}

/** All rows of a list that answers them page by page. */
async function everyRow<T>(page: (offset: number) => Promise<Rows<T>>): Promise<T[]> {
  const rows: T[] = [];
  for (;;) {
    const next = await page(rows.length);
    rows.push(...next.rows);
    if (next.rows.length === 0 || rows.length >= next.total) return rows;
  }
}

async function allSchools(core: Core, options: ListOptions): Promise<SchoolLine[]> {
  const { programme, wave, search } = options;
  await needPlaces(core, options);
  const wanted = {
    ...(programme === undefined ? {} : { programme }),
    ...(wave === undefined ? {} : { wave }),
    ...(search === undefined ? {} : { search }),
    everywhere: programme === undefined && wave === undefined,
  };
  return everyRow(async (offset) =>
    must(await core.call('pilot.schools', { ...wanted, offset, limit: MAX_ROWS })),
  );
}

/** A school as scripts read it; `progress.percent` is of the steps that apply. */
function schoolJson(school: SchoolLine): Record<string, unknown> {
  const { id, name, nameAr, town, type, code, switchoverDate, progress } = school;
  return {
    id,
    code,
    name,
    nameAr,
    town,
    type,
    level: school.level,
    programme: school.programme?.id ?? null,
    wave: school.wave?.id ?? null,
    switchoverDate,
    progress,
    bucket: school.bucket,
    late: school.late,
    blocked: school.blocked,
    observed: school.observed,
  };
}

function schoolText({ t, language }: Context, school: SchoolLine, words: CliWords): string {
  const { id, code, switchoverDate, progress, late, blocked } = school;
  return t('cli:establishmentLine', {
    switchover: words(school.programme?.id).one('switchover'),
    id,
    code: code ?? '—',
    name: placeText(school, language),
    date: switchoverDate ?? '—',
    percent: progress.percent,
    late,
    blocked,
  });
}

async function allPeople(core: Core, options: ListOptions): Promise<ListedPerson[]> {
  const { wave, search } = options;
  await needPlaces(core, options);
  const wanted = {
    ...(wave === undefined ? {} : { wave }),
    ...(search === undefined ? {} : { search }),
  };
  return everyRow(async (offset) =>
    must(await core.call('people.list', { ...wanted, offset, limit: PEOPLE_ROWS })),
  );
}

async function listPeople(context: Context, options: ListOptions): Promise<void> {
  await withCore(context, options, { reads: true }, async (core) => {
    const people = await allPeople(core, options);
    const words = await cliWords(core, context);
    context.print(options, people, () =>
      people.map((person) => personText(context, person, words)).join('\n'),
    );
  });
}

function personText(
  { t, language }: Context,
  { name, email, roles }: ListedPerson,
  words: CliWords,
): string {
  const held = roles.map(({ role, actors, programme, name: place, nameAr }) => {
    const said = (language === 'ar' && nameAr) || inScript(place, language);
    return `${words(programme).role(role, actors)} (${said})`;
  });
  return t('cli:personLine', { name, email: email ?? '—', roles: listText(held, language) });
}

/** Makes one-time codes for people that the list shows, and writes them as a table. */
async function giveCodes(context: Context, file: string, options: ListOptions): Promise<void> {
  await withCore(context, options, {}, async (core) => {
    const people = await allPeople(core, options);
    const { wave } = options;
    if (people.length === 0) {
      context.print(options, { file: null, codes: 0 }, () => context.t('cli:nobodyFound'));
      return;
    }
    const made = must(
      await core.call('people.codes', {
        people: ids(people),
        ...(wave === undefined ? {} : { wave }),
      }),
    );
    if (made.length === 0) throw new Stop({ type: 'NoCodes' });
    const has = new Set(made.map(({ person }) => person));
    const without = people.filter(({ person }) => !has.has(person));
    const path = pathOf(file);
    const { language } = context;
    const { codes } = must(await core.call('people.writeCodes', { file: path, language }));
    const json = { file: path, codes, ...(without.length > 0 && { withoutCode: ids(without) }) };
    context.print(options, json, () =>
      [
        context.t('cli:codesWritten', { count: codes, file }),
        ...(without.length === 0
          ? []
          : [
              context.t('cli:withoutCode', {
                names: listText(
                  without.map(({ name }) => name),
                  language,
                ),
              }),
            ]),
      ].join('\n'),
    );
  });
}

function ids(people: readonly ListedPerson[]): string[] {
  return people.map(({ person }) => person);
}
