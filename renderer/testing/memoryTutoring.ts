import type { TutoringOverview } from '../../shared/tutoring/tutoring.contract.ts';
import { memoryTutoringGroups } from './memoryTutoringGroups.ts';
import { sampleLog } from './sampleLog.ts';
import { err, ok } from '../../shared/kernel/result.ts';

const nothing: TutoringOverview = {
  waves: [],
  wave: null,
  today: '2024-01-22',
  timeZone: 'Europe/Paris',
  groups: [],
  sessions: [],
  me: null,
  mayOrganise: false,
  mayHelp: false,
};

/** Tutoring of a window in memory: none, unless a test gives some. */
export function memoryTutoring(overview: TutoringOverview = nothing) {
  return {
    ...memoryTutoringGroups(),
    'tutoring.overview': () => ok(overview),
    'tutoring.daysOff': () => ok({ breaks: [], publicHolidays: [] }),
    'blockers.similar': () => ok([]),
    'visits.list': () => err({ type: 'WaveUnknown' as const, wave: '' }),
    'visits.lines': () => ok([]),
    'visits.save': () => ok({ id: 'visit-1' }),
    'visits.note': () => ok({ id: 'line-1' }),
    'visits.settle': () => ok(null),
    'visits.remove': () => ok(null),
    'blockers.list': () => err({ type: 'WaveUnknown' as const, wave: '' }),
    'blockers.read': ({ id }: { id: string }) => err({ type: 'BlockerUnknown' as const, id }),
    'blockers.save': () => ok({ id: 'blocker-1' }),
    'blockers.settle': () => ok(null),
    'blockers.case': () => ok(null),
    'blockers.merge': () => ok(null),
    'blockers.propose': () => ok({ proposal: 'proposal-1' }),
    'blockers.article': () => ok({ article: 'article-1' }),
    'log.read': () => ok(sampleLog),
    'log.mark': () => ok(sampleLog),
    'log.rest': () => ok({ schools: 1, log: sampleLog }),
    'log.write': () => ok({ id: 'l2', log: sampleLog }),
    'log.edit': () => ok(sampleLog),
    'log.join': () => ok(sampleLog),
    'log.remove': () => ok(sampleLog),
    'log.describe': () => ok(sampleLog),
    'log.mail': () => ok({ to: [], subject: '', body: '' }),
  };
}
