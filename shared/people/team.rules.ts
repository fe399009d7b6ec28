import type { LocalDate } from '../kernel/dates.ts';
import type { TeamRule } from '../programme/programme.entity.ts';
import type { Role } from '../access/roles.ts';
import type { TeamFunction } from './teamMember.entity.ts';

/** What the rules need of somebody's function in a team. */
export interface Membership {
  readonly person: string | null;
  readonly name: string | null;
  readonly function: TeamFunction | null;
  /** Share of a full-time post. */
  readonly fte: number | null;
  readonly since: LocalDate | null;
  readonly until: LocalDate | null;
}

/** What is wrong with a team, most important first. */
export type TeamWarning =
  /** The share is not over what is asked for: `needs` itself is not enough. */
  | {
      readonly type: 'tooLittleTime';
      readonly function: string;
      readonly has: number;
      readonly needs: number;
    }
  | {
      readonly type: 'tooFewCorrespondents';
      readonly function: 'functionalCorrespondent' | 'technicalCorrespondent';
      readonly has: number;
      readonly needs: number;
    }
  /** One person's functions add up to more than a full-time post. */
  | { readonly type: 'tooMuchForOne'; readonly name: string; readonly has: number };

/** Whether somebody has the function on a day: both `since` and `until` included. */
export function isCurrent({ since, until }: Membership, day: LocalDate): boolean {
  return (since === null || since <= day) && (until === null || day <= until);
}

/**
 * What a team lacks on a day. Shares of a function add up over its people, and must be strictly
 * over the least; correspondents are counted as people, since one person may hold several functions.
 */
export function teamWarnings(
  members: readonly Membership[],
  rule: TeamRule | null,
  day: LocalDate,
): TeamWarning[] {
  if (rule === null) return [];
  const current = members.filter((member) => isCurrent(member, day));
  const warnings: TeamWarning[] = [];
  for (const [name, needs] of Object.entries(rule.fte)) {
    const has = sum(current.filter((member) => member.function === name));
    if (has <= needs) warnings.push({ type: 'tooLittleTime', function: name, has, needs });
  }
  const needed = {
    functionalCorrespondent: rule.functionalCorrespondents,
    technicalCorrespondent: rule.technicalCorrespondents,
  };
  for (const name of ['functionalCorrespondent', 'technicalCorrespondent'] as const) {
    const has = byPerson(current.filter((member) => member.function === name)).size;
    const needs = needed[name];
    if (has < needs) warnings.push({ type: 'tooFewCorrespondents', function: name, has, needs });
  }
  for (const own of byPerson(current).values()) {
    const has = sum(own);
    if (has > 1) warnings.push({ type: 'tooMuchForOne', name: own[0]!.name ?? '?', has });
  }
  return warnings;
}

/** The functions of each person, by the person where it is known and else by the name. */
export function byPerson<M extends Membership>(members: readonly M[]): Map<string, M[]> {
  const people = new Map<string, M[]>();
  for (const member of members) {
    const key = member.person ?? `name ${(member.name ?? '').trim().toLowerCase()}`;
    const own = people.get(key);
    if (own === undefined) people.set(key, [member]);
    else own.push(member);
  }
  return people;
}

/** Sum of shares to a thousandth: 0.1 + 0.2 is 0.3. */
function sum(members: readonly Membership[]): number {
  const total = members.reduce((all, { fte }) => all + (fte ?? 0), 0);
  return Math.round(total * 1000) / 1000;
}

/**
 * The two spheres of a public school's accounts, which the same person never joins: the one who
 * orders, and the one who pays. Other roles belong to neither.
 */
export function sphereOf(role: Role): 'ordering' | 'accounting' | null {
  switch (role) {
    case 'authorisingOfficer':
    case 'bursar':
    case 'assistant':
      return 'ordering';
    case 'accountingOfficer':
    case 'deputyAccountingOfficer':
      return 'accounting';
    case 'pilot':
    case 'trainingLead':
    case 'trainer':
    case 'tutor':
    case 'support':
    case 'technician':
    case 'projectManager':
    case 'teamMember':
      return null;
  }
}
