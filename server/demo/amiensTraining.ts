import { scopeId, type ScopeId } from '../../shared/schema/scope.ts';
import { attendanceId } from '../../shared/training/attendance.entity.ts';
import { knownTracks } from '../../shared/training/tracks/tracks.ts';
import { enrolmentId, groupMemberId } from '../../shared/training/trainingEnrolment.entity.ts';
import type { Half } from '../../shared/training/trainingValues.ts';
import type { DemoFile, DemoPerson } from './files.ts';
import { seedRow, stampOf, type SeedRow } from './seedRows.ts';
import { pointOf } from './towns.ts';

/** Words of the practice data that the product calls otherwise. */
const modes: Readonly<Record<string, string>> = { 'in-person': 'inPerson', webinar: 'webinar' };
/** What the product knows of the tracks: whom they are for, titles in other languages, actions. */
const known = new Map(knownTracks('opale').map((track) => [track.id, track]));
/** Days when bursars have other work: invented around what the calendar of trainings must fit. */
const periods = [
  ['budget', 'Préparation du budget', '2023-10-16', '2023-11-10', false],
  ['budget', 'Saisie du budget', '2023-12-18', '2024-01-19', false],
  ['fees', 'Droits constatés du trimestre', '2024-01-08', '2024-01-12', false],
  ['closing', 'Compte financier', '2024-02-12', '2024-02-23', false],
] as const;
const TIMES = { morning: ['09:00', '12:00'], afternoon: ['13:30', '16:30'] } as const;
/** The first module, which everybody follows, stands above the tracks. */
const MAX_GROUP = 24;
const SEATS = 25;
/** People were put into groups on this day: invented, a week before the first session. */
const GROUPED_ON = '2023-11-02';

/** Tracks, trainers, groups, sessions and who came to them. */
export function amiensTraining(demo: DemoFile): SeedRow[] {
  const wave = demo.waves.find(({ status }) => status === 'in-progress')!.id;
  const parts: Parts = {
    demo,
    wave,
    programme: demo.programme.id,
    people: new Map(demo.people.map((person) => [person.id, person])),
    schools: new Map(demo.establishments.map((school) => [school.id, school])),
    pairs: new Map(demo.trainer_pairs.map(({ id, trainer_ids }) => [id, trainer_ids])),
  };
  const lists = demo.training_sessions.filter(({ member_ids = [] }) => member_ids.length > 0);
  return [
    ...demo.training_tracks.map((track, position) => trackRow(parts, track, position)),
    ...materialRows(parts),
    ...placeRows(parts),
    ...trainerRows(parts),
    ...periodRows(parts),
    ...demo.training_groups.map((group, position) => groupRow(parts, group, position)),
    ...lists.map((list, index) => listRow(parts, list, demo.training_groups.length + index)),
    ...memberRows(parts, lists),
    ...demo.training_sessions.map((session) => sessionRow(parts, session)),
    ...demo.training_sessions.flatMap((session) => attendanceRows(parts, session)),
  ];
}

interface Parts {
  readonly demo: DemoFile;
  readonly wave: string;
  readonly programme: string;
  readonly people: ReadonlyMap<string, DemoPerson>;
  readonly schools: ReadonlyMap<string, DemoFile['establishments'][number]>;
  readonly pairs: ReadonlyMap<string, readonly string[]>;
}
type Session = DemoFile['training_sessions'][number];

function trackRow(
  { demo, programme }: Parts,
  track: DemoFile['training_tracks'][number],
  position: number,
): SeedRow {
  const { label, actors, courses, kitActions, modules } = known.get(track.id)!;
  const titleOf = new Map(modules.map(({ title }) => [title.fr, title]));
  const titles = [
    ...new Map(
      demo.training_sessions
        .filter(({ track_id }) => track_id === track.id)
        .map(({ title_fr, half_days, uses_fm1 }) => [title_fr, { half_days, uses_fm1 }]),
    ),
  ];
  return seedRow('trainingTrack', track.id, scopeId('programme', programme), {
    programme,
    label: { ...label, fr: track.label_fr } as Readonly<Record<string, string>>,
    position,
    actors,
    courses,
    kitActions,
    modules: titles.map(([title, { half_days, uses_fm1 }], index) => ({
      id: `m${index + 1}`,
      title: { ...titleOf.get(title), fr: title } as Readonly<Record<string, string>>,
      mode: 'inPerson',
      halfDays: half_days,
      trainingBase: uses_fm1,
      notBefore: null,
      notAfter: null,
    })),
    distanceHours: track.distance_hours,
    groupAim: 20,
    groupMax: MAX_GROUP,
    minGapDays: 7,
    outsideGroups: track.group_count === 0,
    coveredByFee: true,
  });
}

/** The national courses, by track, and a guide by job that trainers of the academy wrote. */
function materialRows({ programme }: Parts): SeedRow[] {
  const scope = scopeId('programme', programme);
  return [...known.values()].flatMap(({ id, courses, label }) => [
    ...courses.slice(0, 1).map((title) =>
      seedRow('trainingMaterial', `cours-${id}`, scope, {
        programme,
        track: id,
        title: `M@gistère : ${title}`,
        kind: 'course',
        language: 'fr',
        rights: 'project',
        rightsHolder: 'Ministère de l’Éducation nationale',
        updatedOn: '2023-09-15',
      }),
    ),
    seedRow('trainingMaterial', `guide-${id}`, scope, {
      programme,
      track: id,
      title: `Guide du stagiaire – ${label.fr}`,
      kind: 'guide',
      language: 'fr',
      rights: 'open',
      rightsHolder: 'Académie d’Amiens',
      updatedOn: '2023-10-30',
    }),
  ]);
}

function siteId(town: string): string {
  return `site-${town
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^a-z]+/g, '')}`;
}

function placeRows({ demo, programme, wave }: Parts): SeedRow[] {
  const towns = [...new Set(demo.training_sessions.flatMap(({ site }) => site ?? []))].sort();
  const scope = scopeId('wave', wave);
  return towns.flatMap((town) => [
    seedRow('trainingSite', siteId(town), scope, {
      programme,
      name: `${town} – centre de formation`,
      town,
      ...pointOf(town),
    }),
    ...['Salle 1', 'Salle 2'].map((name, index) =>
      seedRow('trainingRoom', `${siteId(town)}-${index + 1}`, scope, {
        site: siteId(town),
        name,
        seats: SEATS,
      }),
    ),
  ]);
}

function trainerRows({ demo, people, programme, wave }: Parts): SeedRow[] {
  const scope = scopeId('wave', wave);
  const homes = new Map(
    demo.training_groups.map(({ trainer_pair_id, site }) => [trainer_pair_id, site]),
  );
  return demo.trainer_pairs.flatMap(({ id, trainer_ids }) => [
    ...trainer_ids.map((trainer) => {
      const person = people.get(trainer)!;
      return seedRow('trainer', trainer, scope, {
        programme,
        person: trainer,
        name: nameOf(person),
        email: person.email,
        sphere: person.sphere,
        town: homes.get(id),
        ...pointOf(homes.get(id) ?? ''),
        maxTravelMinutes: 120,
        maxDaysPerWeek: 3,
        lent: false,
        experience: person.experienced_wave,
      });
    }),
    seedRow('trainerPair', id, scope, { wave, first: trainer_ids[0], second: trainer_ids[1] }),
  ]);
}

function periodRows({ wave }: Parts): SeedRow[] {
  const scope = scopeId('wave', wave);
  const rules = seedRow('trainingRules', wave, scope, {
    wave,
    from: '2023-11-06',
    until: '2024-04-05',
    morningFrom: TIMES.morning[0],
    morningTo: TIMES.morning[1],
    afternoonFrom: TIMES.afternoon[0],
    afternoonTo: TIMES.afternoon[1],
    organiser: 'École académique de la formation continue d’Amiens',
    signatoryName: 'Ondine Mirabelle',
    signatoryFunction: 'Directrice de l’école académique de la formation continue',
    writtenAt: 'Amiens',
    returnAddress: 'EAFC, 20 boulevard d’Alsace-Lorraine, 80063 Amiens',
  });
  return [
    rules,
    ...periods.map(([kind, label, from, until, forbidden], index) =>
      seedRow('businessPeriod', `${wave}-period-${index + 1}`, scope, {
        wave,
        kind,
        label,
        from,
        until,
        forbidden,
      }),
    ),
  ];
}

function groupRow(
  { wave, pairs }: Parts,
  group: DemoFile['training_groups'][number],
  position: number,
): SeedRow {
  return seedRow('trainingGroup', group.id, scopeId('wave', wave), {
    wave,
    track: group.track_id,
    label: group.label_fr,
    position,
    trainers: [...(pairs.get(group.trainer_pair_id) ?? [])],
    site: siteId(group.site),
  });
}

/** Who is called to a session outside the groups. */
function listId({ id }: Session): string {
  return `liste-${id}`;
}

function listRow({ wave }: Parts, list: Session, position: number): SeedRow {
  return seedRow('trainingGroup', listId(list), scopeId('wave', wave), {
    wave,
    track: list.track_id,
    label: `Ordonnateurs – ${list.site}`,
    position,
    site: siteId(list.site!),
  });
}

/** The people of every group and list, in the scope of their school. */
function memberRows(parts: Parts, lists: readonly Session[]): SeedRow[] {
  const { demo } = parts;
  const hours = new Map(
    demo.enrolments.map((one) => [one.person_id, one.distance_hours_done] as const),
  );
  const groups = [
    ...demo.training_groups.map(({ id, track_id, member_ids }) => ({ id, track_id, member_ids })),
    ...lists.map((list) => ({
      id: listId(list),
      track_id: list.track_id!,
      member_ids: list.member_ids!,
    })),
  ];
  return groups.flatMap(({ id, track_id, member_ids }) =>
    member_ids.flatMap((member) => {
      const { scope, person, school } = placeOf(parts, member);
      const enrolment = enrolmentId(parts.wave, track_id, member);
      const done = hours.get(member) ?? 0;
      return [
        seedRow('trainingEnrolment', enrolment, scope, {
          wave: parts.wave,
          track: track_id,
          person: member,
          name: nameOf(person),
          firstName: person.first_name,
          lastName: person.last_name,
          email: person.email,
          function: person.role_fr,
          establishment: school.id,
          schoolName: school.name,
          town: school.town,
          status: 'enrolled',
        }),
        seedRow('groupMember', groupMemberId(id, member, GROUPED_ON), scope, {
          group: id,
          enrolment,
          from: GROUPED_ON,
        }),
        ...(done === 0
          ? []
          : [
              seedRow('studyTime', `hours-${member}`, scope, {
                enrolment,
                on: demo.about.as_of,
                hours: done,
                course: known.get(track_id)!.courses[0],
              }),
            ]),
      ];
    }),
  );
}

function placeOf(
  { people, schools }: Parts,
  member: string,
): { scope: ScopeId; person: DemoPerson; school: DemoFile['establishments'][number] } {
  const person = people.get(member)!;
  const school = schools.get(person.establishment_id!)!;
  return { scope: scopeId('schoolTraining', school.id), person, school };
}

function nameOf({ first_name, last_name }: DemoPerson): string {
  return `${first_name} ${last_name}`;
}

function halvesOf({ half_days }: Session): Half[] {
  return half_days === 2 ? ['morning', 'afternoon'] : ['morning'];
}

function groupsOf(session: Session): string[] {
  return (session.member_ids ?? []).length > 0 ? [listId(session)] : [...session.group_ids];
}

function sessionRow({ demo, wave, pairs }: Parts, session: Session): SeedRow {
  const halves = halvesOf(session);
  const titles = new Set(
    demo.training_sessions
      .filter(({ track_id }) => track_id === session.track_id)
      .map(({ title_fr }) => title_fr),
  );
  return seedRow('trainingSession', session.id, scopeId('wave', wave), {
    wave,
    track: session.track_id ?? undefined,
    module: session.track_id === null ? undefined : `m${[...titles].indexOf(session.title_fr) + 1}`,
    title: session.title_fr,
    mode: modes[session.kind]!,
    groups: groupsOf(session),
    day: session.date,
    from: TIMES.morning[0],
    to: halves.length === 2 ? TIMES.afternoon[1] : TIMES.morning[1],
    site: session.site === undefined ? undefined : siteId(session.site),
    room: session.site === undefined ? undefined : `${siteId(session.site)}-1`,
    trainers: [...(pairs.get(session.trainer_pair_id ?? '') ?? [])],
    status: session.status,
    trainingBase: session.uses_fm1,
  });
}

/** Who was there, half-day by half-day, of a session that was held. */
function attendanceRows(parts: Parts, session: Session): SeedRow[] {
  if (session.status !== 'held') return [];
  const absent = new Set(session.absent_ids);
  const groups = new Map(parts.demo.training_groups.map((group) => [group.id, group]));
  const expected: { member: string; group: string; track: string }[] =
    session.member_ids === undefined || session.member_ids.length === 0
      ? session.group_ids.flatMap((id) => {
          const { member_ids, track_id } = groups.get(id)!;
          return member_ids.map((member) => ({ member, group: id, track: track_id }));
        })
      : session.member_ids.map((member) => ({
          member,
          group: listId(session),
          track: session.track_id!,
        }));
  return expected.flatMap(({ member, group, track }) => {
    const { scope, person, school } = placeOf(parts, member);
    return halvesOf(session).map((half) =>
      seedRow(
        'attendance',
        attendanceId(session.id, member, half),
        scope,
        {
          session: session.id,
          enrolment: enrolmentId(parts.wave, track, member),
          half,
          day: session.date,
          name: nameOf(person),
          schoolName: school.name,
          group,
          status: absent.has(member) ? 'absent' : 'present',
        },
        stampOf(session.date, null),
      ),
    );
  });
}
