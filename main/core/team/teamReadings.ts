import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { TeamRow } from '../../../shared/people/team.contract.ts';
import { byPerson, isCurrent, teamWarnings } from '../../../shared/people/team.rules.ts';
import type { TeamRule } from '../../../shared/programme/programme.entity.ts';
import type { TeamStore } from './team.store.ts';

/** How a team stands on a day: how many people are in it, and what it lacks. */
type Reading = Pick<TeamRow, 'members' | 'warnings'>;

/** With more schools out of date than this, reading all anew is quicker than school by school. */
const MOST_SCHOOLS = 400;

/** How the teams of all schools stand, kept until they change. */
export interface TeamReadings {
  /** By a rule and on a day; schools are named by their scopes. */
  of(rule: TeamRule | null, today: LocalDate): (scope: string) => Reading;
  /** Rows of scopes have changed, or left the device (no entities): they are read anew. */
  changed(scopes: readonly string[], entities: readonly string[]): void;
}

export function createTeamReadings(store: TeamStore): TeamReadings {
  /** By school; of one rule and day, which hardly ever change. */
  let readings: Map<string, Reading> | null = null;
  let question = '';
  const outdated = new Set<string>();

  function read(scopes: readonly string[] | null, rule: TeamRule | null, today: LocalDate) {
    const teams = Map.groupBy(store.members(scopes), ({ scope }) => scope);
    return [...teams].map(([scope, members]): [string, Reading] => {
      const current = members.filter((member) => isCurrent(member, today));
      const warnings = teamWarnings(members, rule, today);
      return [scope, { members: byPerson(current).size, warnings }];
    });
  }

  return {
    of(rule, today) {
      const asked = JSON.stringify([rule, today]);
      if (readings === null || asked !== question || outdated.size > MOST_SCHOOLS) {
        readings = new Map(read(null, rule, today));
        question = asked;
      } else if (outdated.size > 0) {
        for (const scope of outdated) readings.delete(scope);
        for (const [scope, reading] of read([...outdated], rule, today)) {
          readings.set(scope, reading);
        }
      }
      outdated.clear();
      const known = readings;
      const nobody: Reading = { members: 0, warnings: teamWarnings([], rule, today) };
      return (scope) => known.get(scope) ?? nobody;
    },
    changed(scopes, entities) {
      if (entities.length > 0 && !entities.includes('teamMember')) return;
      for (const scope of scopes) outdated.add(scope);
    },
  };
}
