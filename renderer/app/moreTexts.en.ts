import activation from '../../shared/messages/en/activation.json' with { type: 'json' };
import imports from '../../shared/messages/en/imports.json' with { type: 'json' };
import kit from '../../shared/messages/en/kit.json' with { type: 'json' };
import people from '../../shared/messages/en/people.json' with { type: 'json' };
import pilot from '../../shared/messages/en/pilot.json' with { type: 'json' };
import print from '../../shared/messages/en/print.json' with { type: 'json' };
import programme from '../../shared/messages/en/programme.json' with { type: 'json' };
import schools from '../../shared/messages/en/schools.json' with { type: 'json' };
import templates from '../../shared/messages/en/templates.json' with { type: 'json' };
import attendance from '../../shared/messages/en/attendance.json' with { type: 'json' };
import coverage from '../../shared/messages/en/coverage.json' with { type: 'json' };
import planning from '../../shared/messages/en/planning.json' with { type: 'json' };
import timetable from '../../shared/messages/en/timetable.json' with { type: 'json' };
import training from '../../shared/messages/en/training.json' with { type: 'json' };
import trainingGroups from '../../shared/messages/en/trainingGroups.json' with { type: 'json' };
import trainingSetup from '../../shared/messages/en/trainingSetup.json' with { type: 'json' };
import tutoring from '../../shared/messages/en/tutoring.json' with { type: 'json' };
import tutoringLog from '../../shared/messages/en/tutoringLog.json' with { type: 'json' };
import blockers from '../../shared/messages/en/blockers.json' with { type: 'json' };
import assistance from '../../shared/messages/en/assistance.json' with { type: 'json' };
import tickets from '../../shared/messages/en/tickets.json' with { type: 'json' };
import knowledge from '../../shared/messages/en/knowledge.json' with { type: 'json' };
import search from '../../shared/messages/en/search.json' with { type: 'json' };
import waves from '../../shared/messages/en/waves.json' with { type: 'json' };
import week from '../../shared/messages/en/week.json' with { type: 'json' };

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
