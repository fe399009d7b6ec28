import { hoursBetween, sessionDays, type Series } from '../../../shared/tutoring/series.rules.ts';
import type {
  TutoringGroupView,
  TutoringSessionView,
} from '../../../shared/tutoring/tutoring.contract.ts';
import type { Tutor } from '../../../shared/tutoring/tutoringGroup.entity.ts';
import type { GroundWave } from '../access/waveGround.ts';
import type { TutoringContext } from './tutoring.context.ts';

/** Groups of a wave and their sessions, as screens and tables name them. */
export interface TutoringViews {
  groups(wave: GroundWave): TutoringGroupView[];
  /** Sessions of groups in the order of their days. */
  sessions(wave: GroundWave, groups: readonly TutoringGroupView[]): TutoringSessionView[];
}

export function createTutoringViews(context: TutoringContext): TutoringViews {
  const { store } = context;
  return {
    groups({ id: wave, today }) {
      const schools = new Map(store.schools(wave).map((school) => [school.id, school]));
      const members = store
        .members(wave)
        .filter(({ from, until }) => (from ?? today) <= today && (until === null || until > today));
      return store.groups(wave).map((group) => ({
        id: group.id,
        label: group.label ?? group.id,
        ...tutorsOf(group),
        link: group.link,
        series: seriesOf(group),
        schools: members
          .flatMap(({ group: of, establishment, from }) => {
            const school = schools.get(establishment ?? '');
            if (of !== group.id || school === undefined) return [];
            const { code, name, nameAr, town } = school;
            return [{ id: school.id, code, name: name ?? school.id, nameAr, town, from }];
          })
          .sort((a, b) => order(a.town, b.town) || order(a.name, b.name)),
        note: group.note,
        mayLog: context.mayLog(group.id),
      }));
    },

    sessions({ id: wave, calendar }, groups) {
      const rows = store.sessions(wave);
      const presences = new Map(store.presenceCounts.all(wave).map((one) => [one.session, one]));
      const entries = new Map(store.entryCounts.all(wave).map((one) => [one.session, one.entries]));
      return groups
        .flatMap((group) =>
          sessionDays(
            group.id,
            group.series,
            rows.filter((row) => row.group === group.id && isFor(row.establishment, group)),
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
    },
  };
}

/** Whether a session is this person's affair: a school hears nothing of calls with another. */
function isFor(school: string | null, { mayLog, schools }: TutoringGroupView): boolean {
  return school === null || mayLog || schools.some(({ id }) => id === school);
}

/** The tutors of a group's row: those of now, and those before. */
export function tutorsOf({ tutors }: { readonly tutors: readonly Tutor[] | null }): {
  tutors: Tutor[];
  former?: Tutor[];
} {
  const all = tutors ?? [];
  const former = all.filter(({ left }) => left !== undefined);
  return {
    tutors: all.filter(({ left }) => left === undefined),
    ...(former.length > 0 && { former }),
  };
}

/** The series of a group's row; null where any of it is missing. */
export function seriesOf(group: { readonly [K in keyof Series]: Series[K] | null }): Series | null {
  const { first, from, to, everyWeeks, until } = group;
  if (first === null || from === null || to === null || everyWeeks === null || until === null)
    return null;
  return { first, from, to, everyWeeks, until };
}

function order(a: string | null, b: string | null): number {
  return (a ?? '').localeCompare(b ?? '', 'fr');
}
