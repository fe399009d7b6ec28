import type { Core } from '../../../main/core/core.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { kitStepId } from '../../../shared/kit/kitStep.entity.ts';
import { findTemplate } from '../../../shared/templates/templates.ts';
import { PROGRAMME, schoolId, WAITING, waveId, WAVES } from './names.ts';

type Asked = Promise<Result<unknown, CoreFailure>>;

/** Something that a screen asks the core for. */
export interface Question {
  readonly name: string;
  readonly ask: (core: Core, index: number) => Asked;
  readonly runs?: number;
  /** What happens before each time, so that what was kept is out of date: a tick, or another write. */
  readonly before?: 'tick' | ((core: Core, index: number) => Asked);
}

/** Typed letter by letter, as a person does. */
const WORDS = ['saint mont', 'college 3', 'beaulan', 'academie 7'];
const PEOPLE_WORDS = ['helene chene', 'agent-41', 'comptable', 'college mont'];
const PAST = '2023-11-15';
const LIMIT = 100;
const programme = PROGRAMME;
const service = findTemplate('ent')!.services[0]!.id;
const environment = 'formation';

let notes = 0;
/** Another text each time: something is always written. */
const someNote = (): string => `Remarque ${process.pid} ${(notes += 1)}`;

const lettersOf = (words: readonly string[]): string[] =>
  words.flatMap((word) => Array.from({ length: word.length }, (_, end) => word.slice(0, end + 1)));
const letters = lettersOf(WORDS);
const peopleLetters = lettersOf(PEOPLE_WORDS);

/** All that the screens of a pilot of all schools ask, also right after something has changed. */
export function questions(schools: number): Question[] {
  const school = (index: number): string => schoolId((index * 101) % schools);
  const wave = (index: number): string => waveId(index % WAVES);
  const renamed: Question['before'] = (core, index) =>
    core.call('establishments.update', {
      establishment: school(index),
      set: { note: someNote() },
    });
  const rescheduled: Question['before'] = (core, index) =>
    core.call('waves.save', { wave: wave(index), set: { note: someNote() } });
  const memberMoved: Question['before'] = (core, index) =>
    core.call('waves.setStatus', {
      wave: waveId(1),
      establishments: [schoolId(1 + WAVES * (index % 5))],
      status: index % 2 === 0 ? 'informed' : 'inSwitchover',
    });
  return [
    ...pilotQuestions(renamed, rescheduled),
    ...placesQuestions(school),
    ...waveQuestions(wave, memberMoved),
    ...peopleQuestions(school),
    ...activationQuestions(school),
    ...kitQuestions(school),
    ...otherQuestions(),
  ];
}

function pilotQuestions(
  renamed: NonNullable<Question['before']>,
  rescheduled: NonNullable<Question['before']>,
): Question[] {
  const figures = (core: Core): Asked => core.call('pilot.figures', {});
  const actions = (core: Core): Asked => core.call('pilot.actions', {});
  const byProgress = (core: Core): Asked =>
    core.call('pilot.schools', { sort: 'percent', limit: LIMIT });
  return [
    {
      name: 'pilot.schools, a page',
      runs: 40,
      ask: (core, index) => core.call('pilot.schools', { offset: index * LIMIT, limit: LIMIT }),
    },
    {
      name: 'pilot.schools, each letter of a search',
      runs: letters.length,
      ask: (core, index) => core.call('pilot.schools', { search: letters[index]!, limit: LIMIT }),
    },
    {
      name: 'pilot.schools, a filter',
      ask: (core, index) =>
        core.call('pilot.schools', {
          limit: LIMIT,
          ...(index % 2 === 0
            ? { signals: 1 + (index % 4), sort: 'signals' as const }
            : { action: { id: kitAction(index), state: 'late' as const } }),
        }),
    },
    { name: 'pilot.schools, by progress, after a tick', ask: byProgress, before: 'tick' },
    { name: 'pilot.schools, after a change of a school', ask: byProgress, before: renamed },
    { name: 'pilot.schools, after a change of a wave', ask: byProgress, before: rescheduled },
    { name: 'pilot.figures, today', ask: figures },
    { name: 'pilot.figures, after a tick', ask: figures, before: 'tick' },
    { name: 'pilot.figures, after a change of a school', ask: figures, before: renamed },
    { name: 'pilot.figures, after a change of a wave', ask: figures, before: rescheduled },
    {
      name: 'pilot.figures, another past day each time',
      ask: (core, index) =>
        core.call('pilot.figures', { asOf: `2023-10-${String(index + 1).padStart(2, '0')}` }),
    },
    {
      name: 'pilot.figures, the same past day',
      ask: (core) => core.call('pilot.figures', { asOf: PAST }),
    },
    { name: 'pilot.actions', ask: actions },
    { name: 'pilot.actions, after a tick', ask: actions, before: 'tick' },
    { name: 'pilot.actions, after a change of a wave', ask: actions, before: rescheduled },
  ];
}

function placesQuestions(school: (index: number) => string): Question[] {
  return [
    { name: 'kit.places', ask: (core) => core.call('kit.places', {}) },
    {
      name: 'kit.places, after a tick',
      ask: (core) => core.call('kit.places', {}),
      before: 'tick',
    },
    {
      name: 'kit.names',
      ask: (core, index) =>
        core.call('kit.names', {
          places: Array.from({ length: 20 }, (_, at) => `establishment:${school(index + at)}`),
        }),
    },
    { name: 'programmes.list', ask: (core) => core.call('programmes.list', {}) },
    { name: 'programmes.read', ask: (core) => core.call('programmes.read', { programme }) },
    {
      name: 'schools.read',
      ask: (core, index) => core.call('schools.read', { establishment: school(index) }),
    },
  ];
}

function waveQuestions(
  wave: (index: number) => string,
  moved: NonNullable<Question['before']>,
): Question[] {
  const list = (core: Core): Asked => core.call('waves.list', {});
  const read = (core: Core, index: number): Asked => core.call('waves.read', { wave: wave(index) });
  const members = (core: Core): Asked =>
    core.call('waves.members', { wave: waveId(1), sort: 'percent', offset: 0, limit: LIMIT });
  return [
    { name: 'waves.list', ask: list },
    { name: 'waves.list, after a tick', ask: list, before: 'tick' },
    { name: 'waves.list, after a change of a member', ask: list, before: moved },
    { name: 'waves.read', ask: read },
    { name: 'waves.read, after a tick', ask: read, before: 'tick' },
    { name: 'waves.members', ask: members },
    { name: 'waves.members, after a tick', ask: members, before: 'tick' },
    { name: 'waves.members, after a change of a member', ask: members, before: moved },
    {
      name: 'waves.members, each letter of a search',
      runs: letters.length,
      ask: (core, index) =>
        core.call('waves.members', {
          wave: waveId(1),
          search: letters[index]!,
          offset: 0,
          limit: LIMIT,
        }),
    },
    {
      name: 'waves.candidates',
      ask: (core) => core.call('waves.candidates', { wave: waveId(2), offset: 0, limit: LIMIT }),
      before: 'tick',
    },
    {
      name: 'waves.candidates, each letter of a search',
      runs: letters.length,
      ask: (core, index) =>
        core.call('waves.candidates', {
          wave: WAITING,
          search: letters[index]!,
          offset: 0,
          limit: LIMIT,
        }),
    },
    {
      name: 'waves.schools, each letter of a search',
      runs: letters.length,
      ask: (core, index) =>
        core.call('waves.schools', {
          wave: waveId(2),
          search: letters[index]!,
          offset: 0,
          limit: LIMIT,
        }),
    },
    {
      name: 'waves.postponements',
      ask: (core, index) => core.call('waves.postponements', { wave: wave(index) }),
      before: 'tick',
    },
    {
      name: 'waves.open, what it would come to',
      ask: (core, index) => core.call('waves.open', { wave: wave(index), dryRun: true }),
    },
  ];
}

function peopleQuestions(school: (index: number) => string): Question[] {
  const list = (core: Core, index: number): Asked =>
    core.call('people.list', { offset: (index % 7) * LIMIT, limit: LIMIT });
  const saved: Question['before'] = (core, index) =>
    core.call('team.save', {
      establishment: school(index),
      set: {
        name: `Aline ${index}`,
        email: null,
        phone: null,
        function: 'keyUser',
        fte: null,
        since: null,
        until: null,
        note: null,
      },
    });
  const teams = (core: Core): Asked => core.call('team.list', { offset: 0, limit: LIMIT });
  return [
    { name: 'people.list', ask: list, runs: 40 },
    { name: 'people.list, after a tick', ask: list, before: 'tick' },
    {
      name: 'people.list, after a change of a school',
      ask: list,
      before: (core, index) =>
        core.call('establishments.update', {
          establishment: school(index),
          set: { name: `Collège ${someNote()}` },
        }),
    },
    {
      name: 'people.list, each letter of a search',
      runs: peopleLetters.length,
      ask: (core, index) =>
        core.call('people.list', { search: peopleLetters[index]!, offset: 0, limit: LIMIT }),
    },
    {
      name: 'people.list, of a wave',
      ask: (core, index) =>
        core.call('people.list', { wave: waveId(index % WAVES), offset: 0, limit: LIMIT }),
    },
    { name: 'team.list', ask: teams },
    {
      name: 'team.list, lacking',
      ask: (core) => core.call('team.list', { lacking: true, offset: 0, limit: LIMIT }),
    },
    { name: 'team.list, after a tick', ask: teams, before: 'tick' },
    { name: 'team.list, after a change of a team', ask: teams, before: saved },
    {
      name: 'team.list, each letter of a search',
      runs: letters.length,
      ask: (core, index) =>
        core.call('team.list', { text: letters[index]!, offset: 0, limit: LIMIT }),
    },
    {
      name: 'team.read',
      ask: (core, index) => core.call('team.read', { establishment: school(index) }),
    },
  ];
}

function activationQuestions(school: (index: number) => string): Question[] {
  const page = { offset: 0, limit: LIMIT };
  const switched: Question['before'] = (core, index) =>
    core.call('activation.set', {
      programme,
      cells: [{ establishment: school(index), service }],
      state: index % 2 === 0 ? 'on' : 'planned',
    });
  const used: Question['before'] = (core, index) =>
    core.call('environments.set', {
      programme,
      cells: [{ establishment: school(index), environment }],
      set: { state: index % 2 === 0 ? 'open' : 'closed' },
    });
  const handedOut: Question['before'] = (core, index) =>
    core.call('activation.setAccounts', {
      establishment: school(index),
      programme,
      population: 'pupils',
      set: { note: someNote() },
    });
  const signed: Question['before'] = (core, index) =>
    core.call('agreement.update', {
      establishment: school(index),
      programme,
      set: { note: someNote() },
    });
  const lists = {
    'activation.grid': { changed: switched, what: 'a service' },
    'environments.grid': { changed: used, what: 'an environment' },
    'activation.accountsGrid': { changed: handedOut, what: 'accounts' },
    'agreement.list': { changed: signed, what: 'an agreement' },
  } as const;
  return [
    ...(Object.keys(lists) as (keyof typeof lists)[]).flatMap((name): Question[] => {
      const { changed, what } = lists[name];
      const ask = (core: Core, index: number): Asked =>
        core.call(name, { offset: (index % 80) * LIMIT, limit: LIMIT });
      return [
        { name, ask },
        { name: `${name}, after a tick`, ask, before: 'tick' },
        { name: `${name}, after a change of ${what}`, ask, before: changed },
        {
          name: `${name}, each letter of a search`,
          runs: letters.length,
          ask: (core, index) => core.call(name, { text: letters[index]!, ...page }),
        },
      ];
    }),
    {
      name: 'activation.grid, a filter',
      ask: (core, index) =>
        core.call('activation.grid', {
          where: { service, state: index % 2 === 0 ? 'off' : 'on' },
          ...page,
        }),
    },
    {
      name: 'environments.grid, a filter',
      ask: (core) =>
        core.call('environments.grid', { where: { environment, state: 'open' }, ...page }),
    },
    {
      name: 'agreement.list, a filter',
      ask: (core, index) =>
        core.call('agreement.list', { state: index % 2 === 0 ? 'signed' : 'none', ...page }),
    },
    {
      name: 'activation.services',
      ask: (core, index) => core.call('activation.services', { establishment: school(index) }),
    },
  ];
}

function kitQuestions(school: (index: number) => string): Question[] {
  const week = (core: Core): Asked => core.call('week.read', {});
  return [
    {
      name: 'kit.read',
      runs: 40,
      ask: (core, index) => core.call('kit.read', { establishment: school(index) }),
    },
    { name: 'kit.read, of the first school', ask: (core) => core.call('kit.read', {}) },
    {
      name: 'kit.people',
      ask: (core, index) => core.call('kit.people', { establishment: school(index) }),
    },
    {
      name: 'kit.talk',
      ask: (core, index) => core.call('kit.talk', { establishment: school(index) }),
    },
    {
      name: 'kit.activity',
      ask: (core, index) => core.call('kit.activity', { establishment: school(index), limit: 200 }),
    },
    {
      name: 'kit.comments',
      ask: (core, index) =>
        core.call('kit.comments', {
          step: kitStepId(school(index), PROGRAMME, kitAction(index)),
        }),
    },
    { name: 'week.read', ask: week },
    { name: 'week.read, after a tick', ask: week, before: 'tick' },
  ];
}

function otherQuestions(): Question[] {
  return [
    {
      name: 'templates.current',
      ask: (core) => core.call('templates.current', { programme }),
      before: 'tick',
    },
    {
      name: 'templates.compare, with a draft',
      async ask(core) {
        const current = await core.call('templates.current', { programme });
        const draft =
          current.ok && current.value.versions.find(({ state }) => state === 'draft')?.version;
        if (typeof draft !== 'string') return current;
        return core.call('templates.compare', { programme, version: draft });
      },
      before: 'tick',
    },
    {
      name: 'templates.proposals',
      ask: (core) => core.call('templates.proposals', { programme }),
      before: 'tick',
    },
    { name: 'imports.places', ask: (core) => core.call('imports.places', {}) },
    { name: 'sync.status', ask: (core) => core.call('sync.status', {}), before: 'tick' },
    { name: 'sync.conflicts', ask: (core) => core.call('sync.conflicts', {}), before: 'tick' },
    { name: 'sync.rejected', ask: (core) => core.call('sync.rejected', {}), before: 'tick' },
    { name: 'session.current', ask: (core) => core.call('session.current', {}), before: 'tick' },
  ];
}

function kitAction(index: number): string {
  const { actions } = findTemplate('opale')!;
  return actions[(index * 7) % actions.length]!.id;
}
