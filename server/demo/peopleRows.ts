import { derivedId } from '../../shared/kernel/ids.ts';
import { loginOf } from '../../shared/people/names.ts';
import { jobOf, type Job } from '../../shared/people/jobs.ts';
import { parseScope, scopeId, type ScopeId } from '../../shared/schema/scope.ts';
import type { AdditionsFile, DemoFile, DemoPerson } from './files.ts';
import { seedRow, type SeedRow } from './seedRows.ts';

/** The rows of all people, each in their own scope, and of what they do where. */
export function peopleRows(demo: DemoFile, additions: AdditionsFile): SeedRow[] {
  const taken = new Set<string>();
  const people = [...demo.people, ...additions.people].map((person) => {
    const base = loginOf(person.first_name, person.last_name);
    let login = base;
    for (let number = 2; taken.has(login); number += 1) login = `${base}${number}`;
    taken.add(login);
    return seedRow('person', person.id, scopeId('person', person.id), {
      login,
      firstName: person.first_name,
      lastName: person.last_name,
      email: person.email,
      language: 'fr',
    });
  });
  const grants = demo.people.flatMap((person) => {
    const job = jobOf(person.role);
    if (job === null) throw new Error(`No role for ${person.role}`);
    return placesOf(person, demo).map((place) => grantRow(person, job, place));
  });
  const more = additions.people.map((person) =>
    grantRow(
      person,
      { role: person.grant.role, ...(person.grant.actors && { actors: person.grant.actors }) },
      person.grant.place,
    ),
  );
  return [...people, ...grants, ...more];
}

/** Where a person acts: a school, all schools of an accounting group, a tutoring group, a wave. */
function placesOf(person: DemoPerson, demo: DemoFile): ScopeId[] {
  if (person.role === 'formateur') return [scopeId('wave', trainedWave(demo))];
  if (person.role === 'tuteur') {
    const pairs = demo.tutor_pairs
      .filter(({ tutor_ids }) => tutor_ids.includes(person.id))
      .map(({ id }) => id);
    const groups = demo.tutoring_groups
      .filter(({ tutor_pair_id }) => pairs.includes(tutor_pair_id))
      .map(({ id }) => scopeId('tutoringGroup', id));
    return [...groups, scopeId('waveSupport', trainedWave(demo))];
  }
  const group = demo.accounting_groups.find(({ id }) => id === person.accounting_group_id);
  const schools = group?.member_ids ?? [person.establishment_id!];
  return schools.map((id) => scopeId('establishment', id));
}

/** The wave that is under way is the one that is trained. */
function trainedWave(demo: DemoFile): string {
  return demo.waves.find(({ status }) => status === 'in-progress')!.id;
}

function grantRow(
  person: Pick<DemoPerson, 'id' | 'first_name' | 'last_name' | 'email'>,
  { role, actors }: Job,
  place: ScopeId,
): SeedRow {
  const { kind, id } = parseScope(place);
  return seedRow('grant', derivedId(person.id, role, `${kind}.${id}`), place, {
    person: person.id,
    role,
    name: `${person.first_name} ${person.last_name}`,
    actors,
    email: person.email,
  });
}
