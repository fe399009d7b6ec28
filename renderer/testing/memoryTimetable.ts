import { ok } from '../../shared/kernel/result.ts';

/** A timetable in memory with nothing behind its sessions: what is saved is taken and forgotten. */
export const memoryTimetable = {
  'timetable.read': () =>
    ok({ breaks: [], publicHolidays: [], periods: [], windows: [], conflicts: {} }),
  'timetable.check': () => ok({ days: [] }),
  'timetable.saveSession': ({ session, set }: { session?: string | undefined; set: object }) =>
    ok({ id: session ?? 'new-session', changed: Object.keys(set).length }),
  'timetable.cancel': ({ session }: { session: string }) => ok({ id: session }),
  'timetable.saveOccurrence': ({ session }: { session: string }) => ok({ id: session }),
  'timetable.occurrences': () => ok({ occurrences: [] }),
  'timetable.saveGroup': ({ group, set }: { group?: string | undefined; set: object }) =>
    ok({ id: group ?? 'new-group', changed: Object.keys(set).length }),
  'timetable.group': ({ group }: { group: string }) =>
    ok({ group, today: '2024-01-22', members: [], past: [], waiting: [], mayPlan: true }),
  'timetable.addMembers': ({ enrolments }: { enrolments: readonly string[] }) =>
    ok({ added: enrolments.length }),
  'timetable.pinMember': ({ member }: { member: string }) => ok({ id: member }),
};
