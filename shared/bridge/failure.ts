import { z } from 'zod';
import { ticketProblemSchema } from '../assistance/ticketProblem.ts';
import { stepStatuses } from '../kit/kitStep.entity.ts';
import { templateProblemSchema } from '../templates/template.problems.ts';
import { wireErrorSchema } from '../sync/protocol.ts';

/**
 * Expected failures of the core, as values. The catalogue `errors` has a sentence for each type:
 * what happened, what is safe, what to do.
 */
export const failureSchema = z.discriminatedUnion('type', [
  /** Input that is not of the form; `detail` names the place. */
  z.object({ type: z.literal('BadInput'), detail: z.string() }),
  /** Bytes that are no UTF-8: nothing is known of what they were to say. */
  z.object({ type: z.literal('NotUtf8') }),
  z.object({ type: z.literal('StepUnknown'), step: z.string() }),
  z.object({ type: z.literal('CommentUnknown'), id: z.string() }),
  z.object({ type: z.literal('EstablishmentUnknown'), establishment: z.string() }),
  z.object({ type: z.literal('NoEstablishment') }),
  z.object({ type: z.literal('ProgrammeUnknown'), programme: z.string() }),
  z.object({ type: z.literal('StatusUnknown'), status: z.string() }),
  z.object({ type: z.literal('NoteTooLong'), length: z.int(), limit: z.int() }),
  z.object({ type: z.literal('ReasonMissing'), status: z.enum(stepStatuses) }),
  z.object({ type: z.literal('NotAllowed') }),
  /** Nothing of one's own to undo, or somebody has changed it since. */
  z.object({ type: z.literal('NothingToUndo') }),
  z.object({ type: z.literal('ChangedSince'), by: z.string() }),
  z.object({ type: z.literal('NotEnrolled') }),
  /** The server makes codes for nobody who was asked for: it may not know them yet. */
  z.object({ type: z.literal('NoCodes') }),
  /** Nothing was made there. */
  z.object({ type: z.literal('NoDevice'), folder: z.string() }),
  /** The device that was there was revoked, and its data are gone. */
  z.object({ type: z.literal('Revoked'), folder: z.string() }),
  z.object({ type: z.literal('AlreadyEnrolled'), login: z.string() }),
  /** The server cannot be reached; all work is kept. */
  z.object({ type: z.literal('ServerUnreachable'), server: z.string() }),
  /** The same at the enrolment: there is no work yet that could be kept. */
  z.object({ type: z.literal('EnrolUnreachable'), server: z.string() }),
  z.object({ type: z.literal('ServerAddressInvalid'), server: z.string() }),
  /** The server answered with an error of the wire. */
  z.object({ type: z.literal('ServerRefused'), error: wireErrorSchema.shape.error }),
  z.object({ type: z.literal('DiskFull') }),
  /** The disk refused to read or write for another reason; `code` is SQLite's. */
  z.object({ type: z.literal('DiskFault'), code: z.string() }),
  z.object({ type: z.literal('FolderReadOnly'), folder: z.string() }),
  z.object({ type: z.literal('FolderInUse'), folder: z.string() }),
  z.object({ type: z.literal('NotADatabase'), file: z.string() }),
  z.object({ type: z.literal('DatabaseNewer'), file: z.string() }),
  z.object({ type: z.literal('ConflictUnknown'), id: z.string() }),
  /** Somebody has settled it meanwhile. */
  z.object({ type: z.literal('ConflictSettled'), id: z.string() }),
  z.object({ type: z.literal('VersionUnknown'), keep: z.int() }),
  z.object({ type: z.literal('RejectionUnknown'), n: z.int() }),
  z.object({ type: z.literal('DeviceUnknown'), device: z.string() }),
  /** Something that only the server can do, or knows: it has to be reachable. */
  z.object({ type: z.literal('NeedsServer') }),
  /** A file to read or write; `code` is the system's. */
  z.object({ type: z.literal('FileUnusable'), file: z.string(), code: z.string() }),
  /** Something else stands under the name that a file was to have. */
  z.object({ type: z.literal('FileExists'), file: z.string() }),
  z.object({ type: z.literal('FileTooLarge'), file: z.string(), limit: z.int() }),
  z.object({ type: z.literal('FileEmpty'), file: z.string() }),
  /** Bundles: see `shared/sync/bundle.ts`. Nothing of the file was taken. */
  z.object({ type: z.literal('NotABundle'), file: z.string() }),
  z.object({ type: z.literal('BundleDamaged'), file: z.string() }),
  z.object({ type: z.literal('BundleForOthers'), file: z.string() }),
  z.object({ type: z.literal('BundleForged'), file: z.string() }),
  z.object({ type: z.literal('BundleNewer'), file: z.string() }),
  /** It continues one that has not been taken in yet. */
  z.object({ type: z.literal('BundleOutOfOrder'), file: z.string() }),
  z.object({ type: z.literal('NothingToExport') }),
  /** The colleague may not read what waits here, or their device is not known. */
  z.object({ type: z.literal('ReceiverUnknown'), device: z.string() }),
  z.object({ type: z.literal('DeviceKeyUnreadable'), file: z.string() }),
  /** An enrolled folder without the file that says which device it is. */
  z.object({ type: z.literal('DeviceKeyMissing'), folder: z.string() }),
  z.object({ type: z.literal('AttachmentUnknown'), id: z.string() }),
  /** Its content is on a colleague's device and has not been sent yet. */
  z.object({ type: z.literal('AttachmentElsewhere'), id: z.string(), name: z.string() }),
  /** Its content is not what was attached; it was not opened. */
  z.object({ type: z.literal('AttachmentDamaged'), id: z.string(), name: z.string() }),
  /** The line broke while a file was fetched; what came is kept. */
  z.object({ type: z.literal('FetchCut'), name: z.string() }),
  /** Waves. */
  z.object({ type: z.literal('WaveUnknown'), wave: z.string() }),
  z.object({ type: z.literal('WaveHasNoDate') }),
  z.object({ type: z.literal('WaveIsEmpty') }),
  z.object({ type: z.literal('WaveIsWaiting') }),
  z.object({ type: z.literal('WaveReasonMissing') }),
  z.object({ type: z.literal('NotInWave'), establishment: z.string() }),
  z.object({ type: z.literal('NotLater'), from: z.string() }),
  z.object({ type: z.literal('NoticeAhead'), day: z.string(), today: z.string() }),
  /** Trainings. */
  z.object({ type: z.literal('SessionUnknown'), session: z.string() }),
  z.object({ type: z.literal('TutoringSessionUnknown'), session: z.string() }),
  /** A session far from all others of its group: a mistyped year. */
  z.object({
    type: z.literal('SessionFarAway'),
    day: z.string(),
    from: z.string(),
    until: z.string(),
  }),
  z.object({ type: z.literal('GroupUnknown'), group: z.string() }),
  z.object({ type: z.literal('RoomUnknown'), room: z.string() }),
  z.object({ type: z.literal('EnrolmentUnknown'), person: z.string() }),
  z.object({ type: z.literal('SessionCancelled'), session: z.string() }),
  /** They are enrolled, and not waited for in that session. */
  z.object({ type: z.literal('NotExpected'), name: z.string(), session: z.string() }),
  /** Nobody comes late before a half-day begins, or once it is over. */
  z.object({
    type: z.literal('OutsideHours'),
    at: z.string(),
    from: z.string(),
    to: z.string(),
  }),
  /** Late for a whole day at a time at which nobody is taught. */
  z.object({ type: z.literal('InPause'), at: z.string(), from: z.string(), to: z.string() }),
  /** A session comes back, and nobody says which of its days is meant. */
  z.object({ type: z.literal('DayNeeded'), session: z.string(), key: z.string() }),
  /** More hours than a day has. */
  z.object({ type: z.literal('DayTooLong'), day: z.string(), hours: z.number() }),
  /** What has changed is asked of a group that nobody has called to its sessions. */
  z.object({ type: z.literal('NotCalledYet'), group: z.string() }),
  /** A group knows all its sessions as they are. */
  z.object({ type: z.literal('NothingChanged'), group: z.string() }),
  /** Of some choices one alone is possible at a time. */
  z.object({ type: z.literal('OneAlone'), options: z.string() }),
  /** Nobody is in a group that is to be called. */
  z.object({ type: z.literal('NobodyToCall'), group: z.string() }),
  /** A group has no session to come: there is nothing to call it to. */
  z.object({ type: z.literal('NothingToCome'), group: z.string() }),
  /** Those who have joined since the summons are asked for, and all were called. */
  z.object({ type: z.literal('AllCalled'), group: z.string() }),
  /** It was held on another day than the one that it is to have. */
  z.object({ type: z.literal('SessionHeld'), session: z.string(), day: z.string() }),
  /** People were marked in it: another group, day or state would rewrite its sheet. */
  z.object({
    type: z.literal('SessionMarked'),
    session: z.string(),
    day: z.string(),
    count: z.int(),
  }),
  /** They have left that group, or never were in it. */
  z.object({ type: z.literal('NotInGroup'), name: z.string(), group: z.string() }),
  /** A move dated back would rewrite a sheet of the past, or put somebody into two groups. */
  z.object({
    type: z.literal('MoveTooEarly'),
    why: z.enum(['marked', 'joined', 'held']),
    name: z.string(),
    /** The old group; of a session that was held: the new one. */
    group: z.string(),
    /** The last day that is too early. */
    day: z.string(),
  }),
  /** A day far from all others of a wave's trainings: a mistyped year. */
  z.object({
    type: z.literal('TrainingFarAway'),
    day: z.string(),
    from: z.string(),
    until: z.string(),
  }),
  /** Tutoring. */
  z.object({ type: z.literal('TutoringCancelled'), session: z.string() }),
  z.object({ type: z.literal('EntryUnknown'), entry: z.string() }),
  z.object({ type: z.literal('BlockerUnknown'), blocker: z.string() }),
  /** Something that is to be removed is still used: how often, by what. */
  z.object({
    type: z.literal('StillUsed'),
    by: z.enum(['sessions', 'groups', 'enrolments', 'materials', 'pairs']),
    count: z.int(),
  }),
  /** Files with tables: nothing of them was taken. It is neither a workbook nor a text with columns. */
  z.object({ type: z.literal('TableNotOne'), file: z.string() }),
  z.object({ type: z.literal('TableDamaged'), file: z.string() }),
  /** Of Excel before 2007, or locked with a password. */
  z.object({ type: z.literal('TableOld'), file: z.string() }),
  /** Its content is not what its name says. */
  z.object({ type: z.literal('TableMislabelled'), file: z.string() }),
  z.object({ type: z.literal('TableTooLong'), file: z.string(), limit: z.int() }),
  z.object({ type: z.literal('TableTooWide'), file: z.string(), limit: z.int() }),
  /** It would grow without measure when it is unpacked. */
  z.object({ type: z.literal('TableBomb'), file: z.string() }),
  /** The file of an import is not open any more. */
  z.object({ type: z.literal('ImportClosed') }),
  /** No column is chosen for what every row must say; `fields` are ids of fields. */
  /** A day that was asked about has not come yet. */
  z.object({ type: z.literal('DayAhead'), day: z.string(), today: z.string() }),
  /** Nothing stands below the headings. */
  z.object({ type: z.literal('TableNoRows'), row: z.int() }),
  /** Fields without a column, where a merged heading may be why. */
  z.object({
    type: z.literal('HeadingsMerged'),
    place: z.string(),
    fields: z.array(z.string()),
  }),
  z.object({ type: z.literal('MappingIncomplete'), fields: z.array(z.string()) }),
  z.object({ type: z.literal('ImportKindUnknown'), kind: z.string() }),
  z.object({ type: z.literal('TerritoryUnknown'), territory: z.string() }),
  /** A territory of that name and level is there already. */
  z.object({ type: z.literal('TerritoryExists'), name: z.string() }),
  /** It would stand above itself. */
  z.object({ type: z.literal('TerritoryCircle'), name: z.string() }),
  z.object({ type: z.literal('CodeTaken'), code: z.string(), name: z.string() }),
  z.object({ type: z.literal('PersonUnknown'), person: z.string() }),
  z.object({ type: z.literal('GrantUnknown'), grant: z.string() }),
  z.object({ type: z.literal('EmailInvalid'), email: z.string() }),
  z.object({ type: z.literal('CodeInvalid'), code: z.string() }),
  /** A template that cannot be used, and why, each with its place. Nothing of it was taken. */
  z.object({ type: z.literal('TemplateInvalid'), problems: z.array(templateProblemSchema) }),
  /** A template of another programme. */
  z.object({ type: z.literal('TemplateForOther'), template: z.string(), programme: z.string() }),
  /** The running kits have a newer version. */
  z.object({ type: z.literal('TemplateOlder'), version: z.string(), current: z.string() }),
  /** Another content has that number already: in the running kits, or in a draft. */
  z.object({ type: z.literal('TemplateVersionTaken'), version: z.string() }),
  z.object({ type: z.literal('TemplateVersionUnknown'), version: z.string() }),
  /** Somebody has merged or dropped it meanwhile. */
  z.object({ type: z.literal('TemplateNotADraft'), version: z.string() }),
  /** Differences that a person has to decide on first; `ids` are their actions. */
  z.object({ type: z.literal('TemplateAnswersMissing'), ids: z.array(z.string()) }),
  z.object({ type: z.literal('ActionUnknown'), action: z.string() }),
  z.object({ type: z.literal('ActionExists'), action: z.string() }),
  z.object({ type: z.literal('PhaseUnknown'), id: z.string() }),
  z.object({ type: z.literal('ActorUnknown'), id: z.string() }),
  /** Actions name it: it can only go once others take them over. */
  z.object({ type: z.literal('PhaseInUse'), name: z.string(), actions: z.int() }),
  z.object({ type: z.literal('ActorInUse'), name: z.string(), actions: z.int() }),
  /** A kit has at least one. */
  z.object({ type: z.literal('PhaseLast'), name: z.string() }),
  z.object({ type: z.literal('ActorLast'), name: z.string() }),
  /** Requests for help. */
  z.object({ type: z.literal('TicketUnknown'), ticket: z.string() }),
  z.object({ type: z.literal('TicketClosed'), title: z.string() }),
  z.object({ type: z.literal('SearchTooLong'), letters: z.int(), limit: z.int() }),
  /** It does not keep the programme's rules, or holds what looks like a secret. */
  z.object({ type: z.literal('TicketInvalid'), problems: z.array(ticketProblemSchema) }),
  z.object({ type: z.literal('ProposalUnknown'), id: z.string() }),
  /** The register of blockers, and what is worth knowing. */
  z.object({ type: z.literal('BlockerUnknown'), id: z.string() }),
  z.object({ type: z.literal('ArticleUnknown'), id: z.string() }),
  z.object({ type: z.literal('VisitUnknown'), id: z.string() }),
  z.object({ type: z.literal('CommunicationUnknown'), id: z.string() }),
]);
export type CoreFailure = z.infer<typeof failureSchema>;
