import type { MissingView } from '../../../shared/training/coverage.contract.ts';
import { isGap, makeUps, type MissingPart } from '../../../shared/training/coverage.rules.ts';
import type { Covered, CoveredPerson } from './coverage.model.ts';

/** As many ways to make something up as are said. */
const MAX_MAKE_UPS = 4;

/**
 * What somebody has not learned yet, with the sessions of other groups that would do.
 * @param towns where sites are
 */
export function missingOf(
  { ground, day }: Covered,
  { progress, track, groups }: CoveredPerson,
  towns: ReadonlyMap<string, string | null>,
): MissingView[] {
  const own = new Set(groups);
  return progress.missing.map((missing) => {
    const { part, reason } = missing;
    const module = track.modules.find(({ id }) => part.track !== null && id === part.module);
    return {
      title: module?.title ?? { fr: part.title },
      at: part.at,
      of: module?.halfDays ?? 1,
      mode: module?.mode ?? null,
      reason,
      day: missing.day,
      makeUps: isGap(reason) ? found(missing) : [],
    };
  });

  function found({ part }: MissingPart): MissingView['makeUps'] {
    return makeUps(part, own, ground.teaching, day)
      .slice(0, MAX_MAKE_UPS)
      .map(({ session, half, day: on }) => {
        const group = ground.groups.get(session.groups[0] ?? '');
        const site = ground.sessions.find(({ id }) => id === session.id)?.site ?? null;
        return {
          session: session.id,
          day: on,
          half,
          group: group?.label ?? null,
          town: towns.get(site ?? '') ?? null,
          status: session.status,
        };
      });
  }
}
