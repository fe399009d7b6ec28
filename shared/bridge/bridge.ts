import {
  attachmentFilesContract,
  attachmentsContract,
} from '../attachments/attachments.contract.ts';
import { activationContract } from '../activation/activation.contract.ts';
import { environmentsContract } from '../activation/environments.contract.ts';
import { agreementContract } from '../agreement/agreement.contract.ts';
import { importFilesContract, importsContract } from '../imports/imports.contract.ts';
import { calendarFilesContract } from '../calendar/calendar.contract.ts';
import { kitContract } from '../kit/kit.contract.ts';
import { programmesContract } from '../programme/programmes.contract.ts';
import { codeFilesContract, codesContract } from '../people/codes.contract.ts';
import { peopleContract } from '../people/people.contract.ts';
import { teamContract } from '../people/team.contract.ts';
import { kitWorkContract } from '../kit/kitWork.contract.ts';
import { pilotContract } from '../kit/pilot.contract.ts';
import { printFilesContract } from '../print/print.contract.ts';
import { sessionContract } from '../session/session.contract.ts';
import { bundleContract, devicesContract } from '../sync/devices.contract.ts';
import { attendanceContract } from '../training/attendance.contract.ts';
import { planningContract } from '../training/planning.contract.ts';
import { timetableContract } from '../training/timetable.contract.ts';
import { coverageContract, coverageFilesContract } from '../training/coverage.contract.ts';
import { setupContract } from '../training/setup.contract.ts';
import { trainingContract } from '../training/training.contract.ts';
import { ticketFilesContract, ticketsContract } from '../assistance/tickets.contract.ts';
import { blockersContract } from '../tutoring/blockers.contract.ts';
import { logContract } from '../tutoring/log.contract.ts';
import { similarContract } from '../tutoring/similar.contract.ts';
import { tutoringFilesContract, tutoringGroupsContract } from '../tutoring/groups.contract.ts';
import { visitsContract } from '../tutoring/visits.contract.ts';
import { typedContract } from '../typed/typed.contract.ts';
import { tutoringContract } from '../tutoring/tutoring.contract.ts';
import { knowledgeContract } from '../knowledge/knowledge.contract.ts';
import { searchContract } from '../search/search.contract.ts';
import { syncContract } from '../sync/sync.contract.ts';
import { weekContract } from '../week/week.contract.ts';
import { schoolsContract } from '../wave/schools.contract.ts';
import { wavesContract } from '../wave/waves.contract.ts';
import { templateFilesContract, templatesContract } from '../templates/templates.contract.ts';
import { type ErrorOf, type InputOf, type OutputOf } from './contract.ts';
import type { Result, Failure } from '../kernel/result.ts';
import type { SyncStatus } from '../sync/sync.contract.ts';

/** Every method between the renderer (or the CLI) and the core. */
export const bridgeContract = {
  ...sessionContract,
  ...typedContract,
  ...kitContract,
  ...programmesContract,
  ...kitWorkContract,
  ...pilotContract,
  ...attachmentsContract,
  ...importsContract,
  ...syncContract,
  ...devicesContract,
  ...schoolsContract,
  ...activationContract,
  ...environmentsContract,
  ...agreementContract,
  ...teamContract,
  ...wavesContract,
  ...codesContract,
  ...peopleContract,
  ...templatesContract,
  ...weekContract,
  ...trainingContract,
  ...attendanceContract,
  ...planningContract,
  ...timetableContract,
  ...coverageContract,
  ...setupContract,
  ...tutoringContract,
  ...ticketsContract,
  ...similarContract,
  ...blockersContract,
  ...visitsContract,
  ...searchContract,
  ...tutoringGroupsContract,
  ...knowledgeContract,
  ...logContract,
};
export type Bridge = typeof bridgeContract;
export type MethodName = keyof Bridge;

/** Calls a method of the core. */
export type Call = <N extends MethodName>(
  name: N,
  input: InputOf<Bridge[N]>,
) => Promise<Result<OutputOf<Bridge[N]>, ErrorOf<Bridge[N]> & Failure>>;

/**
 * Methods that speak of files of this computer: for the shell and the command line alone. The page
 * can never call them, since the door knows only `bridgeContract`.
 */
export const fileContract = {
  ...attachmentFilesContract,
  ...bundleContract,
  ...importFilesContract,
  ...codeFilesContract,
  ...printFilesContract,
  ...calendarFilesContract,
  ...templateFilesContract,
  ...coverageFilesContract,
  ...ticketFilesContract,
  ...tutoringFilesContract,
};
export type FileBridge = typeof fileContract;

/** Calls a method of the core that speaks of a file. */
export type FileCall = <N extends keyof FileBridge>(
  name: N,
  input: InputOf<FileBridge[N]>,
) => Promise<Result<OutputOf<FileBridge[N]>, ErrorOf<FileBridge[N]> & Failure>>;

/** What the core tells the renderer without being asked. */
export type CoreEvent =
  /** Rows changed on disk, by this person or through sync. */
  | {
      readonly type: 'rowsChanged';
      readonly scopes: readonly string[];
      readonly entities: readonly string[];
    }
  | { readonly type: 'syncStatus'; readonly status: SyncStatus }
  /** The device was enrolled. */
  | { readonly type: 'sessionChanged' };
