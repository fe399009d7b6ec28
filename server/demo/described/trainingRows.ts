import { parseScope, scopeId } from '../../../shared/schema/scope.ts';
import { attendanceId } from '../../../shared/training/attendance.entity.ts';
import {
  knownTrackRow,
  knownTracks,
  knownTrackValues,
} from '../../../shared/training/tracks/tracks.ts';
import { enrolmentId, groupMemberId } from '../../../shared/training/trainingEnrolment.entity.ts';
import { halves } from '../../../shared/training/trainingValues.ts';
import { seedRow, stampOf, type SeedRow } from '../seedRows.ts';
import type { DescribedEstablishment, DescribedPerson, Description } from './description.ts';
import type { DescribedGroup, DescribedSession, DescribedTrainings } from './trainings.ts';

const FROM = '09:00';
const NOON = '12:00';
const TO = '16:30';

/** Tracks, trainers, groups, sessions, and who came to those before the practice date. */
export function trainingRows(description: Description): SeedRow[] {
  const { trainings } = description;
  if (trainings === undefined) return [];
  const { programme } = description;
  const { wave } = trainings;
  const scope = scopeId('wave', wave);
  const programmeScope = scopeId('programme', programme.id);
  return [
    ...knownTracks(programme.template).map((track, position) =>
      seedRow('trainingTrack', knownTrackRow(programme.id, track.id), programmeScope, {
        ...knownTrackValues(track, programme.id, position),
        productVersion: trainings.productVersion,
      }),
    ),
    ...trainings.materials.map((values, index) => {
      const { track, ...rest } = values;
      return seedRow('trainingMaterial', `${wave}-material-${index + 1}`, programmeScope, {
        ...rest,
        ...(typeof track === 'string' && { track: knownTrackRow(programme.id, track) }),
        programme: programme.id,
      });
    }),
    ...trainings.trainers.map(({ id, ...values }) => {
      const person = description.people.find((one) => one.id === values['person']);
      const name = person === undefined ? values.name : `${person.firstName} ${person.lastName}`;
      return seedRow('trainer', id, scope, {
        lent: false,
        ...values,
        name,
        programme: programme.id,
      });
    }),
    ...trainings.pairs.map(([first, second], index) =>
      seedRow('trainerPair', `${wave}-pair-${index + 1}`, scope, { wave, first, second }),
    ),
    ...trainings.sites.flatMap(({ id, seats, room, ...values }) => [
      seedRow('trainingSite', id, scope, { ...values, programme: programme.id }),
      ...seats.map((count, index) =>
        seedRow('trainingRoom', `${id}-${index + 1}`, scope, {
          site: id,
          name: `${room} ${index + 1}`,
          seats: count,
        }),
      ),
    ]),
    ...trainings.periods.map((values, index) =>
      seedRow('businessPeriod', `${wave}-period-${index + 1}`, scope, { ...values, wave }),
    ),
    seedRow('trainingRules', wave, scope, {
      ...trainings.rules,
      wave,
      morningFrom: FROM,
      morningTo: NOON,
      afternoonFrom: '13:30',
      afternoonTo: TO,
    }),
    ...trainings.groups.flatMap((group, position) =>
      groupRows(description, trainings, group, position),
    ),
  ];
}

function groupRows(
  description: Description,
  { wave }: DescribedTrainings,
  group: DescribedGroup,
  position: number,
): SeedRow[] {
  const { programme } = description;
  const track = knownTracks(programme.template).find(({ id }) => id === group.track);
  if (track === undefined) throw new Error(`No track ${group.track}`);
  const trackRow = knownTrackRow(programme.id, track.id);
  const scope = scopeId('wave', wave);
  const joined = group.sessions.map(({ day }) => day).toSorted()[0] ?? programme.practiceDate;
  const members = group.people.map((id) => placeOf(description, id));
  return [
    seedRow('trainingGroup', group.id, scope, {
      wave,
      track: trackRow,
      label: group.label,
      position,
      trainers: [...group.trainers],
      site: group.site,
    }),
    ...members.flatMap(({ person, school }) => {
      const aside = scopeId('schoolTraining', school.id);
      const enrolment = enrolmentId(wave, trackRow, person.id);
      return [
        seedRow('trainingEnrolment', enrolment, aside, {
          wave,
          track: trackRow,
          person: person.id,
          name: nameOf(person),
          firstName: person.firstName,
          lastName: person.lastName,
          email: `${person.login}@exemple.invalid`,
          function: group.function,
          establishment: school.id,
          schoolName: schoolName(school, person),
          ...(school.fields['nameAr'] === undefined
            ? {}
            : { schoolNameAr: school.fields['nameAr'] }),
          town: school.fields['town'],
          status: 'enrolled',
        }),
        seedRow('groupMember', groupMemberId(group.id, person.id, joined), aside, {
          group: group.id,
          enrolment,
          from: joined,
        }),
      ];
    }),
    ...group.sessions.flatMap((session, index) => {
      const module = track.modules.find(({ id }) => id === session.module);
      if (module === undefined) throw new Error(`No module ${session.module} of ${track.id}`);
      const id = `${group.id}-s${index + 1}`;
      const language = description.people[0]!.language;
      const isHeld = session.day < programme.practiceDate && session.status !== 'cancelled';
      const mode = session.mode ?? module.mode;
      const isSeen = mode === 'inPerson' || mode === 'trainTheTrainer' || mode === 'peer';
      const row = seedRow('trainingSession', id, scope, {
        wave,
        track: trackRow,
        module: module.id,
        title: module.title[language] ?? module.title.fr,
        mode,
        groups: [group.id],
        day: session.day,
        from: FROM,
        to: module.halfDays === 2 ? TO : NOON,
        ...(isSeen && group.site !== undefined && { site: group.site, room: `${group.site}-1` }),
        trainers: [...group.trainers],
        status: isHeld ? 'held' : (session.status ?? 'planned'),
        reason: session.reason,
        trainingBase: module.trainingBase,
      });
      return isHeld
        ? [row, ...members.flatMap((one) => cameRows(wave, group, trackRow, session, one, id))]
        : [row];
    }),
  ];

  /** Whether somebody was there, half-day by half-day. */
  function cameRows(
    of: string,
    { id: groupId }: DescribedGroup,
    trackId: string,
    { module, day, absent = [] }: DescribedSession,
    { person, school }: Place,
    session: string,
  ): SeedRow[] {
    const { halfDays } = track!.modules.find(({ id }) => id === module)!;
    return halves.slice(0, halfDays).map((half) =>
      seedRow(
        'attendance',
        attendanceId(session, person.id, half),
        scopeId('schoolTraining', school.id),
        {
          session,
          enrolment: enrolmentId(of, trackId, person.id),
          half,
          day,
          name: nameOf(person),
          schoolName: schoolName(school, person),
          group: groupId,
          status: absent.includes(person.id) ? 'absent' : 'present',
        },
        stampOf(day, null),
      ),
    );
  }
}

interface Place {
  readonly person: DescribedPerson;
  readonly school: DescribedEstablishment;
}

function placeOf({ people, establishments }: Description, id: string): Place {
  const person = people.find((one) => one.id === id);
  const places = new Set(
    person?.grants
      .flatMap((grant) => grant.places.map((place) => parseScope(place)))
      .flatMap((place) => (place.kind === 'establishment' ? [place.id] : [])),
  );
  const school = establishments.find((one) => places.has(one.id));
  if (person === undefined || school === undefined) throw new Error(`${id} is in no school`);
  return { person, school };
}

function nameOf({ firstName, lastName }: DescribedPerson): string {
  return `${firstName} ${lastName}`;
}

/** What the school is called in the person's language. */
function schoolName({ fields }: DescribedEstablishment, { language }: DescribedPerson): string {
  const arabic = fields['nameAr'];
  return language === 'ar' && typeof arabic === 'string' ? arabic : fields.name;
}
