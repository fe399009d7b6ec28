import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok } from '../../../shared/kernel/result.ts';
import { scopeId } from '../../../shared/schema/scope.ts';
import type {
  GroupProposal,
  tutoringGroupsContract,
} from '../../../shared/tutoring/groups.contract.ts';
import { GROUP_AIM, splitSchools, unitsOf } from '../../../shared/tutoring/groups.rules.ts';
import { tutoringMemberId } from '../../../shared/tutoring/tutoringGroup.entity.ts';
import type { GroundWave } from '../access/waveGround.ts';
import type { Write } from '../store/record.ts';
import type { GroupsStore, WaveSchool } from './groups.store.ts';
import type { TutoringContext } from './tutoring.context.ts';
import type { TutoringViews } from './tutoring.views.ts';

/** Groups for all schools that nobody follows: proposed, and made once somebody has agreed. */
export function createSplitHandlers(
  context: TutoringContext,
  rows: GroupsStore,
  views: TutoringViews,
): Pick<
  Handlers<typeof tutoringGroupsContract, CoreFailure>,
  'tutoring.propose' | 'tutoring.applyProposal'
> {
  const { recordAll, revival, newId } = context;

  return {
    'tutoring.propose': ({ wave: id }) => {
      const found = context.find(id);
      if (!found.ok) return found;
      if (!context.mayOrganise(id)) return err({ type: 'NotAllowed' });
      const free = unfollowed(found.value);
      return ok({ unfollowed: free.length, groups: proposed(found.value, free) });
    },

    'tutoring.applyProposal': ({ wave: id, groups }) => {
      const found = context.find(id);
      if (!found.ok) return found;
      if (!context.mayOrganise(id)) return err({ type: 'NotAllowed' });
      const wave = found.value;
      const known = new Set(context.store.groups(id).map((one) => one.id));
      // Whoever was given a group meanwhile stays in it.
      const free = new Set(unfollowed(wave).map((one) => one.id));
      let position = Math.max(-1, ...context.store.groups(id).map((one) => one.position ?? 0));
      const lists: Write[][] = [];
      let placed = 0;
      for (const { group, label, schools } of groups) {
        if (group !== null && !known.has(group)) return err({ type: 'GroupUnknown', group });
        const row = group ?? newId();
        if (group === null) {
          position += 1;
          const set = { wave: id, label, position };
          lists.push([{ entity: 'tutoringGroup', row, scope: scopeId('tutoringGroup', row), set }]);
        }
        for (const establishment of schools) {
          if (!free.delete(establishment)) continue;
          placed += 1;
          lists.push([memberWrite(row, establishment, wave.today)]);
        }
      }
      if (lists.length > 0) recordAll(lists);
      return ok({ groups: groups.length, schools: placed });
    },
  };

  function memberWrite(group: string, establishment: string, from: string): Write {
    const row = tutoringMemberId(group, establishment, from);
    const set = {
      ...revival('tutoringMember', row),
      group,
      establishment,
      from,
      until: null,
      reason: null,
    };
    const scope = scopeId('establishment', establishment);
    return { entity: 'tutoringMember', row, scope, set };
  }

  function unfollowed(wave: GroundWave): WaveSchool[] {
    const followed = new Set(
      views.groups(wave).flatMap(({ schools }) => schools.map((school) => school.id)),
    );
    return rows.schools.all(wave.id).filter(({ id }) => !followed.has(id));
  }

  /** A few go to the groups that there are; more make groups of their own, empty ones first. */
  function proposed(wave: GroundWave, free: readonly WaveSchool[]): GroupProposal[] {
    const groups = views.groups(wave);
    const byId = new Map(free.map((one) => [one.id, one]));
    const named = (ids: readonly string[]): GroupProposal['schools'] =>
      ids.map((id) => {
        const { name, nameAr, town, together } = byId.get(id)!;
        return { id, name, nameAr, town, together };
      });
    const empty = groups.filter(({ schools }) => schools.length === 0);
    if (free.length * 2 < GROUP_AIM && groups.length > empty.length) {
      const sizes = groups.map(({ id, label, schools }) => ({
        group: id,
        label,
        size: schools.length,
        ids: [] as string[],
      }));
      for (const unit of unitsOf(free)) {
        const smallest = sizes.reduce((one, other) => (other.size < one.size ? other : one));
        smallest.size += unit.length;
        smallest.ids.push(...unit);
      }
      return sizes
        .filter(({ ids }) => ids.length > 0)
        .map(({ group, label, ids }) => ({ group, label, schools: named(ids) }));
    }
    return splitSchools(free).map((ids, index) => {
      const there = empty[index];
      const number = groups.length - empty.length + index + 1;
      return {
        group: there?.id ?? null,
        // The page names new ones in the language of who makes them.
        label: there?.label ?? String(number),
        schools: named(ids),
      };
    });
  }
}
