import i18next, { type i18n, type TFunction } from 'i18next';
import { languages, type Language } from '../kernel/language.ts';
import { figuresInTexts, interpolation } from './figures.ts';
import arActivation from './ar/activation.json' with { type: 'json' };
import arApp from './ar/app.json' with { type: 'json' };
import arCli from './ar/cli.json' with { type: 'json' };
import arErrors from './ar/errors.json' with { type: 'json' };
import arImports from './ar/imports.json' with { type: 'json' };
import arKit from './ar/kit.json' with { type: 'json' };
import arMenu from './ar/menu.json' with { type: 'json' };
import arPapers from './ar/papers.json' with { type: 'json' };
import arPeople from './ar/people.json' with { type: 'json' };
import arPilot from './ar/pilot.json' with { type: 'json' };
import arPrint from './ar/print.json' with { type: 'json' };
import arProgramme from './ar/programme.json' with { type: 'json' };
import arSchools from './ar/schools.json' with { type: 'json' };
import arServer from './ar/server.json' with { type: 'json' };
import arTemplates from './ar/templates.json' with { type: 'json' };
import arAttendance from './ar/attendance.json' with { type: 'json' };
import arCoverage from './ar/coverage.json' with { type: 'json' };
import arPlanning from './ar/planning.json' with { type: 'json' };
import arTimetable from './ar/timetable.json' with { type: 'json' };
import arTraining from './ar/training.json' with { type: 'json' };
import arTrainingGroups from './ar/trainingGroups.json' with { type: 'json' };
import arTrainingSetup from './ar/trainingSetup.json' with { type: 'json' };
import arTutoring from './ar/tutoring.json' with { type: 'json' };
import arTutoringLog from './ar/tutoringLog.json' with { type: 'json' };
import arBlockers from './ar/blockers.json' with { type: 'json' };
import arAssistance from './ar/assistance.json' with { type: 'json' };
import arTickets from './ar/tickets.json' with { type: 'json' };
import arKnowledge from './ar/knowledge.json' with { type: 'json' };
import arSearch from './ar/search.json' with { type: 'json' };
import arWaves from './ar/waves.json' with { type: 'json' };
import arWeek from './ar/week.json' with { type: 'json' };
import enActivation from './en/activation.json' with { type: 'json' };
import enApp from './en/app.json' with { type: 'json' };
import enCli from './en/cli.json' with { type: 'json' };
import enErrors from './en/errors.json' with { type: 'json' };
import enImports from './en/imports.json' with { type: 'json' };
import enKit from './en/kit.json' with { type: 'json' };
import enMenu from './en/menu.json' with { type: 'json' };
import enPapers from './en/papers.json' with { type: 'json' };
import enPeople from './en/people.json' with { type: 'json' };
import enPilot from './en/pilot.json' with { type: 'json' };
import enPrint from './en/print.json' with { type: 'json' };
import enProgramme from './en/programme.json' with { type: 'json' };
import enSchools from './en/schools.json' with { type: 'json' };
import enServer from './en/server.json' with { type: 'json' };
import enTemplates from './en/templates.json' with { type: 'json' };
import enAttendance from './en/attendance.json' with { type: 'json' };
import enCoverage from './en/coverage.json' with { type: 'json' };
import enPlanning from './en/planning.json' with { type: 'json' };
import enTimetable from './en/timetable.json' with { type: 'json' };
import enTraining from './en/training.json' with { type: 'json' };
import enTrainingGroups from './en/trainingGroups.json' with { type: 'json' };
import enTrainingSetup from './en/trainingSetup.json' with { type: 'json' };
import enTutoring from './en/tutoring.json' with { type: 'json' };
import enTutoringLog from './en/tutoringLog.json' with { type: 'json' };
import enBlockers from './en/blockers.json' with { type: 'json' };
import enAssistance from './en/assistance.json' with { type: 'json' };
import enTickets from './en/tickets.json' with { type: 'json' };
import enKnowledge from './en/knowledge.json' with { type: 'json' };
import enSearch from './en/search.json' with { type: 'json' };
import enWaves from './en/waves.json' with { type: 'json' };
import enWeek from './en/week.json' with { type: 'json' };
import frActivation from './fr/activation.json' with { type: 'json' };
import frApp from './fr/app.json' with { type: 'json' };
import frCli from './fr/cli.json' with { type: 'json' };
import frErrors from './fr/errors.json' with { type: 'json' };
import frImports from './fr/imports.json' with { type: 'json' };
import frKit from './fr/kit.json' with { type: 'json' };
import frMenu from './fr/menu.json' with { type: 'json' };
import frPapers from './fr/papers.json' with { type: 'json' };
import frPeople from './fr/people.json' with { type: 'json' };
import frPilot from './fr/pilot.json' with { type: 'json' };
import frPrint from './fr/print.json' with { type: 'json' };
import frProgramme from './fr/programme.json' with { type: 'json' };
import frSchools from './fr/schools.json' with { type: 'json' };
import frServer from './fr/server.json' with { type: 'json' };
import frTemplates from './fr/templates.json' with { type: 'json' };
import frAttendance from './fr/attendance.json' with { type: 'json' };
import frCoverage from './fr/coverage.json' with { type: 'json' };
import frPlanning from './fr/planning.json' with { type: 'json' };
import frTimetable from './fr/timetable.json' with { type: 'json' };
import frTraining from './fr/training.json' with { type: 'json' };
import frTrainingGroups from './fr/trainingGroups.json' with { type: 'json' };
import frTrainingSetup from './fr/trainingSetup.json' with { type: 'json' };
import frTutoring from './fr/tutoring.json' with { type: 'json' };
import frTutoringLog from './fr/tutoringLog.json' with { type: 'json' };
import frBlockers from './fr/blockers.json' with { type: 'json' };
import frAssistance from './fr/assistance.json' with { type: 'json' };
import frTickets from './fr/tickets.json' with { type: 'json' };
import frKnowledge from './fr/knowledge.json' with { type: 'json' };
import frSearch from './fr/search.json' with { type: 'json' };
import frWaves from './fr/waves.json' with { type: 'json' };
import frWeek from './fr/week.json' with { type: 'json' };

/**
 * Every text that a person reads, by language and namespace: `errors` (expected failures), `app`
 * (the window's first pages), `menu` (the shell's native menus and dialogs), `cli`, `server`; the others
 * are the window's pages that are fetched when somebody goes there.
 */
export const catalogue = {
  fr: {
    activation: frActivation,
    app: frApp,
    cli: frCli,
    errors: frErrors,
    imports: frImports,
    kit: frKit,
    menu: frMenu,
    papers: frPapers,
    people: frPeople,
    pilot: frPilot,
    print: frPrint,
    programme: frProgramme,
    schools: frSchools,
    server: frServer,
    templates: frTemplates,
    attendance: frAttendance,
    coverage: frCoverage,
    planning: frPlanning,
    timetable: frTimetable,
    training: frTraining,
    trainingGroups: frTrainingGroups,
    trainingSetup: frTrainingSetup,
    tutoring: frTutoring,
    tutoringLog: frTutoringLog,
    blockers: frBlockers,
    assistance: frAssistance,
    tickets: frTickets,
    knowledge: frKnowledge,
    search: frSearch,
    waves: frWaves,
    week: frWeek,
  },
  en: {
    activation: enActivation,
    app: enApp,
    cli: enCli,
    errors: enErrors,
    imports: enImports,
    kit: enKit,
    menu: enMenu,
    papers: enPapers,
    people: enPeople,
    pilot: enPilot,
    print: enPrint,
    programme: enProgramme,
    schools: enSchools,
    server: enServer,
    templates: enTemplates,
    attendance: enAttendance,
    coverage: enCoverage,
    planning: enPlanning,
    timetable: enTimetable,
    training: enTraining,
    trainingGroups: enTrainingGroups,
    trainingSetup: enTrainingSetup,
    tutoring: enTutoring,
    tutoringLog: enTutoringLog,
    blockers: enBlockers,
    assistance: enAssistance,
    tickets: enTickets,
    knowledge: enKnowledge,
    search: enSearch,
    waves: enWaves,
    week: enWeek,
  },
  ar: {
    activation: arActivation,
    app: arApp,
    cli: arCli,
    errors: arErrors,
    imports: arImports,
    kit: arKit,
    menu: arMenu,
    papers: arPapers,
    people: arPeople,
    pilot: arPilot,
    print: arPrint,
    programme: arProgramme,
    schools: arSchools,
    server: arServer,
    templates: arTemplates,
    attendance: arAttendance,
    coverage: arCoverage,
    planning: arPlanning,
    timetable: arTimetable,
    training: arTraining,
    trainingGroups: arTrainingGroups,
    trainingSetup: arTrainingSetup,
    tutoring: arTutoring,
    tutoringLog: arTutoringLog,
    blockers: arBlockers,
    assistance: arAssistance,
    tickets: arTickets,
    knowledge: arKnowledge,
    search: arSearch,
    waves: arWaves,
    week: arWeek,
  },
} as const satisfies Record<Language, Record<string, object>>;

export const namespaces = Object.keys(catalogue.fr) as (keyof typeof catalogue.fr)[];

/**
 * A translator of its own (no global state), ready at once. A key that a language lacks falls
 * back to French; a test sees to it that none does.
 */
export function createMessages(language: Language): i18n {
  const instance = i18next.createInstance();
  void instance.use(figuresInTexts).init({
    lng: language,
    fallbackLng: 'fr',
    ns: namespaces,
    defaultNS: 'app',
    resources: catalogue,
    initAsync: false,
    interpolation,
    returnNull: false,
  });
  return instance;
}

export type Translate = TFunction;

/** The language of a terminal program: `BASCULE_LANG`, else French. */
export function languageOf(environment: Readonly<Record<string, string | undefined>>): Language {
  const wanted = environment['BASCULE_LANG'];
  return languages.find((language) => language === wanted) ?? 'fr';
}
