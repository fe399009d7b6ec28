import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { ok } from '../../../shared/kernel/result.ts';
import { hoursBetween, sessionDays, type Series } from '../../../shared/tutoring/series.rules.ts';
import type {
  SupportWave,
  tutoringContract,
  TutoringGroupView,
  TutoringOverview,
  TutoringSessionView,
} from '../../../shared/tutoring/tutoring.contract.ts';
import type { GroundWave } from '../access/waveGround.ts';
import type { TutoringContext } from './tutoring.context.ts';

/** What every screen of tutoring names. */
export function createTutoringOverview(
  context: TutoringContext,
): Handlers<typeof tutoringContract, CoreFailure> {
  const { store } = context;
  return {
    'tutoring.overview': ({ wave: id }) => {
      const waves = context.ground.waves();
      if (id === undefined && waves.length === 0 && context.me() !== null) return ok(nothing());
      const found = context.find(id);
      if (!found.ok) return found;
      const wave = found.value;
      const groups = groupsOf(wave);
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
        sessions: sessionsOf(wave, groups),
        me: context.me()?.person ?? null,
        mayOrganise: context.mayOrganise(wave.id),
        mayHelp: context.mayHelp(wave.id),
      });
    },
  };

  function groupsOf({ id: wave, today }: GroundWave): TutoringGroupView[] {
    const schools = new Map(store.schools(wave).map((school) => [school.id, school]));
    const members = store
      .members(wave)
      .filter(({ from, until }) => (from ?? today) <= today && (until === null || until > today));
    return store.groups(wave).map((group) => ({
      id: group.id,
      label: group.label ?? group.id,
      tutors: [...(group.tutors ?? [])],
      link: group.link,
      series: seriesOf(group),
      schools: members
        .flatMap(({ group: of, establishment, from }) => {
          const school = schools.get(establishment ?? '');
          if (of !== group.id || school === undefined) return [];
          const { code, name, town } = school;
          return [{ id: school.id, code, name: name ?? school.id, town, from }];
        })
        .sort((a, b) => order(a.town, b.town) || order(a.name, b.name)),
      note: group.note,
      mayLog: context.mayLog(group.id),
    }));
  }

  function sessionsOf(
    { id: wave, calendar }: GroundWave,
    groups: readonly TutoringGroupView[],
  ): TutoringSessionView[] {
    const rows = store.sessions(wave);
    const presences = new Map(store.presenceCounts.all(wave).map((one) => [one.session, one]));
    const entries = new Map(store.entryCounts.all(wave).map((one) => [one.session, one.entries]));
    return groups
      .flatMap((group) =>
        sessionDays(
          group.id,
          group.series,
          rows.filter((row) => row.group === group.id),
          calendar,
        ).map(({ row, ...session }): TutoringSessionView => ({
          ...session,
          group: group.id,
          hours: session.status === 'cancelled' ? 0 : hoursBetween(session.from, session.to),
          mode: row?.mode ?? 'video',
          link: row?.link ?? group.link,
          theme: row?.theme ?? null,
          establishment: row?.establishment ?? null,
          tutors: [...(row?.tutors ?? group.tutors.map((tutor) => tutor.id))],
          summary: row?.summary ?? null,
          present: presences.get(session.id)?.present ?? 0,
          noted: presences.get(session.id)?.noted ?? 0,
          entries: entries.get(session.id) ?? 0,
        })),
      )
      .sort((a, b) => order(a.day, b.day) || order(a.from, b.from) || order(a.id, b.id));
  }

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

function order(a: string | null, b: string | null): number {
  return (a ?? '').localeCompare(b ?? '', 'fr');
}

/** The series of a group's row; null where any of it is missing. */
export function seriesOf(group: { readonly [K in keyof Series]: Series[K] | null }): Series | null {
  const { first, from, to, everyWeeks, until } = group;
  if (first === null || from === null || to === null || everyWeeks === null || until === null)
    return null;
  return { first, from, to, everyWeeks, until };
}

function waveView(wave: GroundWave): SupportWave {
  return {
    id: wave.id,
    label: wave.label,
    programme: { id: wave.programme, name: wave.programmeName },
    switchoverDate: wave.switchoverDate,
  };
}
