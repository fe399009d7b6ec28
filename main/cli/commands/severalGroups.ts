import type { SeveralGroups } from '../../../shared/training/training.contract.ts';
import { paperWords } from '../../../shared/training/paperWords.ts';
import type { Core } from '../../core/core.ts';
import { must, Stop, type Context } from '../context.ts';
import { inLanguage } from '../views.ts';

/* Who is in several groups at once is chosen for like a conflict: its versions are the groups. */

const PREFIX = 'groups:';

/** Somebody in several groups as scripts read them, among the conflicts. */
export function severalJson({ enrolment, name, wave, track, groups }: SeveralGroups) {
  return {
    id: `${PREFIX}${enrolment}`,
    row: enrolment,
    field: 'group',
    about: { person: name, wave, track },
    versions: groups.map(({ id, label, from }) => ({
      value: id,
      others: { label, from },
      by: null,
      at: null,
    })),
  };
}

/** Somebody in several groups, to choose one: as the group's own page says it. */
export function severalText({ t, language }: Context, several: SeveralGroups): string {
  const { enrolment, name, trackLabel, groups } = several;
  const { longDay } = paperWords(language);
  const lines = groups.map(({ label, from }, index) => {
    const since = from === null ? [] : [t('trainingGroups:joins', { day: longDay(from) })];
    return `  ${index}. ${[label, ...since].join(' · ')}`;
  });
  return [
    `${name} · ${inLanguage(trackLabel, language)}`,
    `  ${PREFIX}${enrolment}`,
    `  ${t('cli:inSeveralGroups')}`,
    ...lines,
  ].join('\n');
}

/** Whether an id of a choice is somebody's groups. */
export function isSeveral(id: string): boolean {
  return id.startsWith(PREFIX);
}

/** Keeps somebody in one of the groups that they are in, from today on; ends their time in the others. */
export async function keepGroup(core: Core, id: string, keep: number): Promise<void> {
  const all = must(await core.call('training.inSeveralGroups', {}));
  const one = all.find(({ enrolment }) => `${PREFIX}${enrolment}` === id);
  if (one === undefined) throw new Stop({ type: 'ConflictUnknown', id });
  const { enrolment, wave, groups } = one;
  const kept = groups[keep];
  if (kept === undefined) throw new Stop({ type: 'VersionUnknown', keep });
  const { today: on } = must(await core.call('training.overview', { wave }));
  for (const { id: from } of groups) {
    if (from === kept.id) continue;
    must(await core.call('attendance.move', { enrolment, from, to: kept.id, on }));
  }
}
