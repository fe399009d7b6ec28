import activation from '../../shared/messages/fr/activation.json' with { type: 'json' };
import imports from '../../shared/messages/fr/imports.json' with { type: 'json' };
import kit from '../../shared/messages/fr/kit.json' with { type: 'json' };
import people from '../../shared/messages/fr/people.json' with { type: 'json' };
import pilot from '../../shared/messages/fr/pilot.json' with { type: 'json' };
import print from '../../shared/messages/fr/print.json' with { type: 'json' };
import programme from '../../shared/messages/fr/programme.json' with { type: 'json' };
import schools from '../../shared/messages/fr/schools.json' with { type: 'json' };
import templates from '../../shared/messages/fr/templates.json' with { type: 'json' };
import attendance from '../../shared/messages/fr/attendance.json' with { type: 'json' };
import coverage from '../../shared/messages/fr/coverage.json' with { type: 'json' };
import planning from '../../shared/messages/fr/planning.json' with { type: 'json' };
import timetable from '../../shared/messages/fr/timetable.json' with { type: 'json' };
import training from '../../shared/messages/fr/training.json' with { type: 'json' };
import trainingGroups from '../../shared/messages/fr/trainingGroups.json' with { type: 'json' };
import trainingSetup from '../../shared/messages/fr/trainingSetup.json' with { type: 'json' };
import tutoring from '../../shared/messages/fr/tutoring.json' with { type: 'json' };
import tutoringLog from '../../shared/messages/fr/tutoringLog.json' with { type: 'json' };
import blockers from '../../shared/messages/fr/blockers.json' with { type: 'json' };
import assistance from '../../shared/messages/fr/assistance.json' with { type: 'json' };
import tickets from '../../shared/messages/fr/tickets.json' with { type: 'json' };
import knowledge from '../../shared/messages/fr/knowledge.json' with { type: 'json' };
import search from '../../shared/messages/fr/search.json' with { type: 'json' };
import waves from '../../shared/messages/fr/waves.json' with { type: 'json' };
import week from '../../shared/messages/fr/week.json' with { type: 'json' };

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
