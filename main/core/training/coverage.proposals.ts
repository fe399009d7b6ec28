import { kitStepId } from '../../../shared/kit/kitStep.entity.ts';
import { scopeId } from '../../../shared/schema/scope.ts';
import type { KitProposal } from '../../../shared/training/coverage.contract.ts';
import { followUps, sharedActions } from '../../../shared/training/kitFollowUp.rules.ts';
import type { Covered } from './coverage.model.ts';
import type { CoverageStore, WaveSchool } from './coverage.store.ts';
import type { TrainingContext } from './training.context.ts';

interface Asked {
  readonly establishment?: string | undefined;
  readonly step?: string | undefined;
}

/** What attendance says of the kits of schools: actions that a person can confirm as done. */
export interface KitProposals {
  /** The wave of the school that is asked about; undefined: none with trainings, or no school. */
  waveOf(asked: Asked): string | undefined;
  /** Whether an action is done by following trainings at all. */
  isFollowed(asked: Asked): boolean;
  of(covered: Covered, asked: Asked): KitProposal[];
}

export function createKitProposals(context: TrainingContext, rows: CoverageStore): KitProposals {
  return {
    waveOf(asked) {
      const school = schoolOf(asked);
      return school === undefined ? undefined : rows.waveOf(school, programmeOf(asked));
    },
    isFollowed({ step }) {
      const [, programme = '', action = ''] = step?.split(':') ?? [];
      return (
        sharedActions.has(action) ||
        context.store.tracks(programme).some((one) => one.kitActions?.includes(action))
      );
    },
    of(covered, asked) {
      const { schools } = covered.ground;
      const one = schoolOf(asked);
      const wanted = one === undefined ? schools : schools.filter(({ id }) => id === one);
      return wanted.flatMap((school) => ofSchool(covered, school, asked.step));
    },
  };

  function ofSchool(
    covered: Covered,
    school: WaveSchool,
    wanted: string | undefined,
  ): KitProposal[] {
    const { ground } = covered;
    const { programme } = ground.found.wave;
    let mayTick: boolean | null = null;
    return followUps(covered.acting(school.id)).flatMap(({ action, people, lastDay }) => {
      const known = ground.actions.get(action);
      if (known === undefined || school.id.startsWith('~')) return [];
      const step = kitStepId(school.id, programme, action);
      if (wanted !== undefined && step !== wanted) return [];
      const status = rows.stepStatus(step);
      if (status !== 'todo' && status !== 'blocked') return [];
      mayTick ??= context.mayWrite(scopeId('establishment', school.id), 'kitStep', [
        'status',
        'doneOn',
      ]);
      return [
        {
          step,
          action,
          title: known.title ?? { fr: action },
          school: school.id,
          schoolName: school.name,
          nameAr: school.nameAr,
          town: school.town,
          due: ground.due(school, action),
          people,
          lastDay,
          shared: sharedActions.has(action),
          mayTick,
        },
      ];
    });
  }
}

function schoolOf({ establishment, step }: Asked): string | undefined {
  return establishment ?? step?.split(':')[0];
}

function programmeOf({ step }: Asked): string | undefined {
  return step?.split(':')[1];
}
