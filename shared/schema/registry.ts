import { accountDistribution } from '../activation/accountDistribution.entity.ts';
import { environmentUse } from '../activation/environmentUse.entity.ts';
import { serviceActivation } from '../activation/serviceActivation.entity.ts';
import { contact } from '../assistance/contact.entity.ts';
import { ticket, ticketEvent } from '../assistance/ticket.entity.ts';
import { agreement } from '../agreement/agreement.entity.ts';
import { attachment, attachmentReceipt } from '../attachments/attachment.entity.ts';
import { kitStep } from '../kit/kitStep.entity.ts';
import { stepComment } from '../kit/stepComment.entity.ts';
import { article, articleReading, articleVersion } from '../knowledge/article.entity.ts';
import { communication, linkedPlace } from '../knowledge/communication.entity.ts';
import { observation } from '../observation/observation.entity.ts';
import { grant } from '../people/grant.entity.ts';
import { pastValue } from '../past/pastValue.entity.ts';
import { person } from '../people/person.entity.ts';
import { teamMember } from '../people/teamMember.entity.ts';
import { environmentWindow } from '../programme/environmentWindow.entity.ts';
import { kitAction } from '../programme/kitAction.entity.ts';
import { programme } from '../programme/programme.entity.ts';
import { templateProposal } from '../programme/templateProposal.entity.ts';
import { templateVersion } from '../programme/templateVersion.entity.ts';
import { territory } from '../programme/territory.entity.ts';
import { conflict } from '../sync/conflict.entity.ts';
import {
  attendance,
  studyTime,
  trainingFeedback,
  trainingNotice,
} from '../training/attendance.entity.ts';
import { trainer, trainerAbsence, trainerPair } from '../training/trainer.entity.ts';
import { groupMember, trainingEnrolment } from '../training/trainingEnrolment.entity.ts';
import { trainingGroup } from '../training/trainingGroup.entity.ts';
import { trainingMaterial } from '../training/trainingMaterial.entity.ts';
import { businessPeriod, trainingRules } from '../training/trainingRules.entity.ts';
import { trainingSession } from '../training/trainingSession.entity.ts';
import { trainingRoom, trainingSite } from '../training/trainingSite.entity.ts';
import { trainingTrack } from '../training/trainingTrack.entity.ts';
import { blocker, blockerReport } from '../tutoring/blocker.entity.ts';
import { logEntry } from '../tutoring/logEntry.entity.ts';
import { tutoringGroup, tutoringMember } from '../tutoring/tutoringGroup.entity.ts';
import { tutoringPresence, tutoringSession } from '../tutoring/tutoringSession.entity.ts';
import { visit } from '../tutoring/visit.entity.ts';
import { establishment } from '../wave/establishment.entity.ts';
import { postponement } from '../wave/postponement.entity.ts';
import { readiness } from '../wave/readiness.entity.ts';
import { wave } from '../wave/wave.entity.ts';
import { waveEvent } from '../wave/waveEvent.entity.ts';
import { waveMembership } from '../wave/waveMembership.entity.ts';
import type { EntityDefinition } from './entity.ts';

/** The one list of what is stored, synced and allowed. */
export const registry: readonly EntityDefinition[] = [
  programme,
  kitAction,
  wave,
  establishment,
  waveMembership,
  person,
  grant,
  kitStep,
  attachment,
  attachmentReceipt,
  conflict,
  territory,
  templateVersion,
  templateProposal,
  environmentWindow,
  waveEvent,
  readiness,
  postponement,
  teamMember,
  stepComment,
  observation,
  serviceActivation,
  accountDistribution,
  environmentUse,
  agreement,
  trainingTrack,
  trainingMaterial,
  trainingSite,
  trainingRoom,
  trainer,
  trainerPair,
  trainerAbsence,
  businessPeriod,
  trainingRules,
  trainingGroup,
  trainingSession,
  trainingEnrolment,
  groupMember,
  attendance,
  studyTime,
  trainingFeedback,
  trainingNotice,
  tutoringGroup,
  tutoringMember,
  tutoringSession,
  tutoringPresence,
  logEntry,
  visit,
  blocker,
  blockerReport,
  ticket,
  ticketEvent,
  contact,
  article,
  articleVersion,
  articleReading,
  communication,
  linkedPlace,
  pastValue,
] as unknown as readonly EntityDefinition[];

const byName = new Map(registry.map((entity) => [entity.name, entity]));

/** The entity of that name, or undefined: it may belong to a newer version. */
export function findEntity(name: string): EntityDefinition | undefined {
  return byName.get(name);
}
