import { readFileSync, statSync } from 'node:fs';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { Handlers } from '../../../shared/bridge/contract.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import { readTrail } from '../../../shared/templates/mergeTrail.ts';
import { checkTemplate, readTemplate } from '../../../shared/templates/readTemplate.ts';
import { MAX_TEMPLATE_LENGTH, type Template } from '../../../shared/templates/template.schema.ts';
import type {
  templateFilesContract,
  templatesContract,
} from '../../../shared/templates/templates.contract.ts';
import type { Reader } from '../store/database.ts';
import { writeDurably } from '../store/durableFile.ts';
import { ChoosingService } from './choosing.service.ts';
import { DraftsService } from './drafts.service.ts';
import { MergeService } from './merge.service.ts';
import { ProposalsService } from './proposals.service.ts';
import { TakingService } from './taking.service.ts';
import { TemplateDesk, type TemplatesParts } from './templateDesk.ts';
import { createTemplatesStore, type ProgrammeValues } from './templates.store.ts';

type TemplateHandlers = Handlers<
  typeof templatesContract & typeof templateFilesContract,
  CoreFailure
>;

/** Bytes of a template's file: its characters may take more than one each. */
const MAX_BYTES = MAX_TEMPLATE_LENGTH * 2;
/** Whoever is handed the file may read it. */
const MODE_HANDED_OVER = 0o644;

/** The template of a programme's kit. */
export interface Templates {
  readonly handlers: TemplateHandlers;
  /** Rows of entities have changed, or left the device (none). */
  changed(entities: readonly string[]): void;
  /** What makes the kit run as one of several versions that were merged apart; null: nothing. */
  choose: ChoosingService['choose'];
  /** What the version holds that a value of a programme's row names; null: it names none. */
  contentNamed: (
    of: { readonly entity: string; readonly row: string; readonly field: string },
    value: JsonValue,
  ) => JsonValue;
}

export function createTemplates(
  parts: Omit<TemplatesParts, 'store'> & { readonly db: Reader },
): Templates {
  const store = createTemplatesStore(parts.db);
  const desk = new TemplateDesk({ ...parts, store });
  const drafts = new DraftsService(desk);
  const choosing = new ChoosingService(desk);
  const merges = new MergeService(desk, choosing);
  const proposals = new ProposalsService(desk);
  const taking = new TakingService(desk, drafts, proposals);

  /** A stored version with the programme that it is for. */
  function stored(id: string, version: string) {
    const programme = desk.programme(id);
    if (!programme.ok) return programme;
    const record = desk.version(id, version);
    if (!record.ok) return record;
    const template = checkTemplate(record.value.content);
    if (!template.ok) return template as Result<never, CoreFailure>;
    const over = record.value.state === 'draft' ? readTrail(record.value.trail) : {};
    return ok({ programme: programme.value, template: template.value, over });
  }

  /** A template of a file that is meant for a programme. */
  function ofFile(id: string, file: string) {
    const programme = desk.programme(id);
    if (!programme.ok) return programme;
    const template = readFile(file);
    if (!template.ok) return template;
    const other = isForOther(programme.value, template.value);
    return other === null
      ? ok({ programme: programme.value, template: template.value, over: {} })
      : err(other);
  }

  const handlers: TemplateHandlers = {
    'templates.current': ({ programme }) => drafts.current(programme),
    'templates.edit': ({ programme, edit }) => drafts.edit(programme, edit),
    'templates.createDraft': ({ programme }) => drafts.create(programme),
    'templates.draft': ({ programme, version }) => drafts.draft(programme, version),
    'templates.editDraft': ({ programme, version, edit }) =>
      drafts.editDraft(programme, version, edit),
    'templates.describeDraft': ({ programme, version, note }) =>
      drafts.describe(programme, version, note),
    'templates.drop': ({ programme, version }) => drafts.drop(programme, version),
    'templates.compare': ({ programme, version, answers = {} }) => {
      const meeting = stored(programme, version);
      return meeting.ok ? merges.compare(meeting.value, answers) : meeting;
    },
    'templates.merge': ({ programme, version, answers }) => {
      const allowed = desk.toWrite(programme);
      if (!allowed.ok) return allowed;
      const meeting = stored(programme, version);
      if (!meeting.ok) return meeting;
      return merges.merge(meeting.value, answers, { dryRun: false, recommended: false });
    },
    'templates.undoMerge': ({ programme, version }) => merges.undo(programme, version),
    'templates.proposals': ({ programme }) => proposals.list(programme),
    'templates.propose': (input) => proposals.propose(input),
    'templates.answerProposal': (input) => proposals.answer(input),
    'templates.takeProposal': (input) => taking.take(input),
    'templates.check': ({ file }) => {
      const read = readFile(file);
      if (!read.ok) return read;
      const { template, version, actions, phases } = read.value;
      return ok({ template, version, actions: actions.length, phases: phases.length });
    },
    'templates.import': ({ programme, file }) => {
      const allowed = desk.toWrite(programme);
      if (!allowed.ok) return allowed;
      const meeting = ofFile(programme, file);
      if (!meeting.ok) return meeting;
      const compared = merges.compare(meeting.value, {});
      if (!compared.ok) return compared;
      return drafts.keep(meeting.value.programme, meeting.value.template);
    },
    'templates.export': ({ programme, version, file }) => {
      const found = desk.programme(programme);
      if (!found.ok) return found;
      const content =
        version === null
          ? ok(desk.runningTemplate(found.value, desk.parts.store.actions(programme).actions))
          : mapOk(desk.version(programme, version), (record) => record.content);
      if (!content.ok) return content;
      const bytes = Buffer.from(`${JSON.stringify(content.value, null, 2)}\n`);
      try {
        writeDurably(file, bytes, `${file}.new`, MODE_HANDED_OVER);
      } catch (error) {
        return err({ type: 'FileUnusable', file, code: codeOf(error) });
      }
      const named = (content.value as { version?: unknown } | null)?.version;
      return ok({ version: String(named ?? ''), bytes: bytes.length });
    },
    'templates.compareFile': ({ programme, file, answers = {} }) => {
      const meeting = ofFile(programme, file);
      return meeting.ok ? merges.compare(meeting.value, answers) : meeting;
    },
    'templates.mergeFile': ({ programme, file, answers, dryRun, recommended }) => {
      const allowed = desk.toWrite(programme);
      if (!allowed.ok) return allowed;
      const meeting = ofFile(programme, file);
      if (!meeting.ok) return meeting;
      const taken = merges.otherDraft(meeting.value);
      if (taken !== null) return err(taken);
      return merges.merge(meeting.value, answers, { dryRun, recommended });
    },
  };
  return {
    handlers,
    changed: store.changed,
    choose: (choice) => choosing.choose(choice),
    contentNamed({ entity, row, field }, value) {
      if (entity !== 'programme' || field !== 'templateVersion') return null;
      const programme = desk.programme(row);
      return programme.ok ? (desk.baseOf(programme.value, value) as unknown as JsonValue) : null;
    },
  };
}

/** Reads a template's file as a whole, before anything is made of it. */
function readFile(file: string): Result<Template, CoreFailure> {
  let text: string;
  try {
    const found = statSync(file);
    if (!found.isFile()) return err({ type: 'FileUnusable', file, code: 'EISDIR' });
    if (found.size > MAX_BYTES) return err({ type: 'FileTooLarge', file, limit: MAX_BYTES });
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return err({ type: 'FileUnusable', file, code: codeOf(error) });
  }
  // Some editors begin a file with a mark of its encoding.
  const read = readTemplate(text.replace(/^\uFEFF/, ''));
  return read.ok ? read : err({ type: 'TemplateInvalid', problems: [...read.error.problems] });
}

/** Whether a template is of another programme than the one it is to be merged into. */
function isForOther(programme: ProgrammeValues, { template }: Template): CoreFailure | null {
  const own = [programme['template'], programme.id];
  if (own.includes(template)) return null;
  return { type: 'TemplateForOther', template, programme: programme.id };
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? '';
}

function mapOk<A, B>(result: Result<A, CoreFailure>, map: (value: A) => B): Result<B, CoreFailure> {
  return result.ok ? ok(map(result.value)) : result;
}
