import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import type { KitEdit } from '../../../shared/templates/kitEdit.ts';
import { actionsOf, type DraftsService } from './drafts.service.ts';
import type { ProposalsService } from './proposals.service.ts';
import type { TemplateDesk } from './templateDesk.ts';

/** Characters of a version's note. */
const MAX_NOTE = 4_000;
/** Characters of a title that is made of a proposal's text. */
const MAX_TITLE = 120;
const SCOPE = 'programme:';

type Values = Readonly<Record<string, JsonValue>>;

/** Takes proposals into drafts. */
export class TakingService {
  readonly #desk: TemplateDesk;
  readonly #drafts: DraftsService;
  readonly #proposals: ProposalsService;

  constructor(desk: TemplateDesk, drafts: DraftsService, proposals: ProposalsService) {
    this.#desk = desk;
    this.#drafts = drafts;
    this.#proposals = proposals;
  }

  take(input: {
    id: string;
    answer: string;
    version: string | null;
  }): Result<{ version: string; action: string }, CoreFailure> {
    const proposal = this.#desk.parts.store.proposal(input.id);
    if (proposal === null) return err({ type: 'ProposalUnknown', id: input.id });
    const programme = proposal.scope.slice(SCOPE.length);
    const answer = this.#proposals.answerWrite({ ...input, state: 'taken' });
    if (!answer.ok) return answer;
    const draft = this.#open(programme, input.version);
    if (!draft.ok) return draft;
    const written = this.#write(programme, draft.value.set, proposal);
    if (!written.ok) return written;
    const { action, set } = written.value;
    const { version } = draft.value;
    // A new draft is written whole, one that is there only where it changes.
    const all = input.version === null ? { ...draft.value.set, ...set } : set;
    this.#desk.parts.recordAll([[this.#desk.versionWrite(programme, version, all), answer.value]]);
    return ok({ version, action });
  }

  #open(
    programme: string,
    version: string | null,
  ): Result<{ version: string; set: Values }, CoreFailure> {
    if (version === null) return this.#drafts.begin(programme);
    const record = this.#drafts.toChange(programme, version);
    if (!record.ok) return record;
    const { content, note } = record.value;
    return ok({ version, set: { content, note } });
  }

  #write(
    programme: string,
    draft: Values,
    { action, text }: { readonly action: string | null; readonly text: string },
  ): Result<{ action: string; set: Values }, CoreFailure> {
    const content = draft['content'] ?? null;
    if (action === null) return this.#added(programme, content, text);
    const about = actionsOf(content).find(({ id }) => id === action);
    if (about === undefined) return err({ type: 'ActionUnknown', action });
    const note = [draft['note'] ?? null, `${about.title.fr} : ${text}`]
      .filter((part) => part !== null)
      .join('\n')
      .slice(0, MAX_NOTE);
    return ok({ action, set: { note } });
  }

  /** A new action at the end of the first phase: its place is for whoever writes the draft. */
  #added(
    programme: string,
    content: JsonValue,
    text: string,
  ): Result<{ action: string; set: Values }, CoreFailure> {
    const actions = actionsOf(content);
    const { phases } = content as { phases: readonly { readonly id: string }[] };
    const phase = phases[0]!.id;
    const after = actions.findLast((one) => one.phase === phase)?.id ?? null;
    const title = titleOf(text);
    const add: KitEdit = { type: 'add', after, action: { phase, title } };
    const added = this.#drafts.edited(programme, content, add);
    if (!added.ok || title === text) return mapped(added);
    const { id } = added.value;
    const set = { description: { fr: text } };
    return mapped(this.#drafts.edited(programme, added.value.content, { type: 'set', id, set }));
  }
}

function mapped(
  edited: Result<{ content: JsonValue; id: string }, CoreFailure>,
): Result<{ action: string; set: Values }, CoreFailure> {
  if (!edited.ok) return edited;
  return ok({ action: edited.value.id, set: { content: edited.value.content } });
}

/** The first line of a text, or as many of its words as a title takes. */
function titleOf(text: string): string {
  const line = text.split('\n', 1)[0]!.trim();
  if (line.length <= MAX_TITLE) return line;
  return `${line.slice(0, MAX_TITLE).replace(/\s+\S*$/, '')}…`;
}
