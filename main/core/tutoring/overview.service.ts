import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { ok } from '../../../shared/kernel/result.ts';
import { namedDaysOff } from '../../../shared/calendar/namedDaysOff.ts';
import type {
  SupportWave,
  tutoringContract,
  TutoringOverview,
} from '../../../shared/tutoring/tutoring.contract.ts';
import type { GroundWave } from '../access/waveGround.ts';
import type { TutoringContext } from './tutoring.context.ts';
import type { TutoringViews } from './tutoring.views.ts';

/** What every screen of tutoring names. */
export function createTutoringOverview(
  context: TutoringContext,
  views: TutoringViews,
): Handlers<typeof tutoringContract, CoreFailure> {
  return {
    'tutoring.overview': ({ wave: id }) => {
      const waves = context.ground.waves();
      if (id === undefined && waves.length === 0 && context.me() !== null) return ok(nothing());
      const found = context.find(id);
      if (!found.ok) return found;
      const wave = found.value;
      const groups = views.groups(wave);
      const withGroups = new Set(waves.filter(context.hasGroups).map((one) => one.id));
      return ok({
        waves: [
          ...waves.filter((one) => withGroups.has(one.id)),
          ...waves.filter((one) => !withGroups.has(one.id)),
        ].map(waveView),
        wave: waveView(wave),
        today: wave.today,
        timeZone: wave.timeZone,
        groups,
        sessions: views.sessions(wave, groups),
        me: context.me()?.person ?? null,
        mayOrganise: context.mayOrganise(wave.id),
        mayHelp: context.mayHelp(wave.id),
      });
    },
    'tutoring.daysOff': ({ wave, from, until }) => {
      const found = context.find(wave);
      if (!found.ok) return found;
      return ok(namedDaysOff(found.value.calendar, from, until));
    },
  };

  function nothing(): TutoringOverview {
    return {
      waves: [],
      wave: null,
      today: context.today(),
      timeZone: 'Europe/Paris',
      groups: [],
      sessions: [],
      me: context.me()?.person ?? null,
      mayOrganise: false,
      mayHelp: false,
    };
  }
}

function waveView(wave: GroundWave): SupportWave {
  return {
    id: wave.id,
    label: wave.label,
    programme: { id: wave.programme, name: wave.programmeName },
    switchoverDate: wave.switchoverDate,
  };
}
