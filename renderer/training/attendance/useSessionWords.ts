import type { TrainingOverview } from '../../../shared/training/training.contract.ts';
import type { SessionView } from '../../../shared/training/training.views.ts';
import { useLanguage } from '../../ui/useLanguage.ts';

/** As many groups as are named; more are counted. */
const MAX_NAMED = 2;

/** How a session is said in a line: whom it is for, when, where. */
export function useSessionWords(overview: TrainingOverview) {
  const { t, format } = useLanguage();
  return {
    groups({ groups }: SessionView): string {
      if (groups.length > MAX_NAMED) {
        const count = groups.length;
        return t('training:groups', { count, replace: { count: format.number(count) } });
      }
      return format.list(
        groups.map((id) => overview.groups.find((group) => group.id === id)?.label ?? id),
      );
    },
    /** Figures are read from left to right in every language. */
    times: ({ from, to }: Pick<SessionView, 'from' | 'to'>) => `\u2066${from}–${to}\u2069`,
    place({ site, room }: SessionView): string | null {
      const found = overview.sites.find(({ id }) => id === site);
      if (found === undefined) return null;
      const inside = found.rooms.find(({ id }) => id === room)?.name;
      return format.list([found.name, ...(inside === undefined ? [] : [inside])]);
    },
    trainers: ({ trainers }: SessionView): string =>
      format.list(
        trainers.map((id) => overview.trainers.find((trainer) => trainer.id === id)?.name ?? id),
      ),
  };
}
