import { derivedId } from '../../../shared/kernel/ids.ts';
import { scopeId } from '../../../shared/schema/scope.ts';
import { tutoringMemberId } from '../../../shared/tutoring/tutoringGroup.entity.ts';
import {
  schoolNames,
  tutoringPresenceId,
  tutoringSessionId,
} from '../../../shared/tutoring/tutoringSession.entity.ts';
import { seedRow, stampOf, type SeedRow } from '../seedRows.ts';
import type { Description } from './description.ts';
import type { DescribedTutoring, DescribedTutoringSession } from './tutorings.ts';

/** Groups of schools that are followed, their tutors' roles, sessions and who was there. */
export function tutoringRows(described: Description): SeedRow[] {
  const { tutorings = [], people } = described;
  return tutorings.flatMap((group, position) => {
    const scope = scopeId('tutoringGroup', group.id);
    const stamp = stampOf(group.series.first, null);
    const tutors = group.tutors.map(({ id, ...more }) => {
      const person = people.find((one) => one.id === id);
      return person === undefined
        ? { id, name: id, ...more }
        : {
            id,
            name: `${person.firstName} ${person.lastName}`,
            email: `${person.login}@exemple.invalid`,
            ...more,
          };
    });
    const { wave, label, note, series } = group;
    return [
      seedRow(
        'tutoringGroup',
        group.id,
        scope,
        { wave, label, position, tutors, ...series, ...(note !== undefined && { note }) },
        stamp,
      ),
      ...tutors
        .filter(({ id }) => people.some((one) => one.id === id))
        .flatMap(({ id: person, name, ...rest }) =>
          [scope, scopeId('waveSupport', wave)].map((place) =>
            seedRow(
              'grant',
              derivedId(person, 'tutor', place.replace(':', '.')),
              place,
              { person, role: 'tutor', name, ...('email' in rest && { email: rest.email }) },
              stamp,
            ),
          ),
        ),
      ...group.schools.map((establishment) =>
        seedRow(
          'tutoringMember',
          tutoringMemberId(group.id, establishment, series.first),
          scopeId('establishment', establishment),
          { group: group.id, establishment, from: series.first },
          stamp,
        ),
      ),
      ...group.sessions.flatMap((session, index) => sessionRows(described, group, session, index)),
    ];
  });
}

function sessionRows(
  { establishments }: Description,
  group: DescribedTutoring,
  session: DescribedTutoringSession,
  index: number,
): SeedRow[] {
  const { on, establishment, absent = [], ...known } = session;
  const { from, to } = group.series;
  const scope = scopeId('tutoringGroup', group.id);
  const isOne = establishment !== undefined;
  const id = isOne ? `${group.id}-${index + 1}` : tutoringSessionId(group.id, on);
  const when = isOne ? { day: on, from, to, establishment } : { on };
  const stamp = stampOf(known.status === 'held' ? on : group.series.first, null);
  const row = seedRow(
    'tutoringSession',
    id,
    scope,
    { group: group.id, ...when, mode: 'video', status: 'planned', ...known },
    stamp,
  );
  if (known.status !== 'held') return [row];
  const schools = isOne ? [establishment] : group.schools;
  return [
    row,
    ...schools.map((school) =>
      seedRow(
        'tutoringPresence',
        tutoringPresenceId(id, school),
        scope,
        {
          session: id,
          establishment: school,
          schoolNames: schoolNames(establishments.find(({ id }) => id === school)!.fields),
          status: absent.includes(school) ? 'absent' : 'present',
        },
        stamp,
      ),
    ),
  ];
}
