import activation from '../../shared/messages/ar/activation.json' with { type: 'json' };
import imports from '../../shared/messages/ar/imports.json' with { type: 'json' };
import kit from '../../shared/messages/ar/kit.json' with { type: 'json' };
import people from '../../shared/messages/ar/people.json' with { type: 'json' };
import pilot from '../../shared/messages/ar/pilot.json' with { type: 'json' };
import print from '../../shared/messages/ar/print.json' with { type: 'json' };
import programme from '../../shared/messages/ar/programme.json' with { type: 'json' };
import schools from '../../shared/messages/ar/schools.json' with { type: 'json' };
import templates from '../../shared/messages/ar/templates.json' with { type: 'json' };
import attendance from '../../shared/messages/ar/attendance.json' with { type: 'json' };
import coverage from '../../shared/messages/ar/coverage.json' with { type: 'json' };
import planning from '../../shared/messages/ar/planning.json' with { type: 'json' };
import timetable from '../../shared/messages/ar/timetable.json' with { type: 'json' };
import training from '../../shared/messages/ar/training.json' with { type: 'json' };
import trainingGroups from '../../shared/messages/ar/trainingGroups.json' with { type: 'json' };
import trainingSetup from '../../shared/messages/ar/trainingSetup.json' with { type: 'json' };
import tutoring from '../../shared/messages/ar/tutoring.json' with { type: 'json' };
import tutoringLog from '../../shared/messages/ar/tutoringLog.json' with { type: 'json' };
import blockers from '../../shared/messages/ar/blockers.json' with { type: 'json' };
import assistance from '../../shared/messages/ar/assistance.json' with { type: 'json' };
import tickets from '../../shared/messages/ar/tickets.json' with { type: 'json' };
import knowledge from '../../shared/messages/ar/knowledge.json' with { type: 'json' };
import search from '../../shared/messages/ar/search.json' with { type: 'json' };
import waves from '../../shared/messages/ar/waves.json' with { type: 'json' };
import week from '../../shared/messages/ar/week.json' with { type: 'json' };

/** Texts of the pages that are fetched when somebody goes there. */
export const texts = {
  activation,
  imports,
  kit,
  people,
  pilot,
  print,
  programme,
  schools,
  templates,
  attendance,
  coverage,
  planning,
  timetable,
  training,
  trainingGroups,
  trainingSetup,
  tutoring,
  tutoringLog,
  blockers,
  assistance,
  tickets,
  knowledge,
  search,
  waves,
  week,
};
