import type { TrainingOverview } from '../../../shared/training/training.contract.ts';
import type { GroupView, SessionView } from '../../../shared/training/training.views.ts';
import { allSessionDays } from '../../../shared/training/sessionDays.rules.ts';
import { useLanguage } from '../../ui/useLanguage.ts';

/** What a group is said to be: its track, trainers, site, bounds and next session. */
export interface GroupWords {
  readonly track: (group: GroupView) => string;
  readonly trainers: (group: GroupView) => string;
  readonly site: (group: GroupView) => string;
  readonly bounds: (group: GroupView) => { readonly aim: number; readonly max: number } | null;
  readonly next: (group: GroupView) => SessionView | undefined;
}

export function useGroupWords(overview: TrainingOverview): GroupWords {
  const { label, format, script } = useLanguage();
  const tracks = new Map(overview.tracks.map((one) => [one.id, one]));
  const trainers = new Map(overview.trainers.map((one) => [one.id, one.name]));
  const sites = new Map(overview.sites.map((one) => [one.id, one.name]));
  const next = new Map<string, SessionView>();
  for (const session of allSessionDays(overview.sessions)) {
    if (session.day < overview.today) continue;
    if (session.status === 'cancelled' || session.status === 'held') continue;
    for (const group of session.groups) if (!next.has(group)) next.set(group, session);
  }
  return {
    track({ track }) {
      const found = tracks.get(track ?? '');
      return found === undefined ? '–' : label(found.label);
    },
    trainers: (group) => format.list(group.trainers.map((id) => script(trainers.get(id) ?? id))),
    site: ({ site }) => (site === null ? '–' : (sites.get(site) ?? site)),
    bounds({ track, outsideGroups }) {
      const found = tracks.get(track ?? '');
      return found === undefined || outsideGroups
        ? null
        : { aim: found.groupAim, max: found.groupMax };
    },
    next: ({ id }) => next.get(id),
  };
}
