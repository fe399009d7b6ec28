import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { stampDevice, stampTime, type Stamp } from '../../../shared/kernel/clock.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { scopeId, type ScopeId } from '../../../shared/schema/scope.ts';
import type { ProposalsView, ProposalView } from '../../../shared/templates/templates.contract.ts';
import type { Write } from '../store/record.ts';
import type { TemplateDesk } from './templateDesk.ts';
import type { ProposalRecord } from './templates.store.ts';

interface ProposalAnswer {
  readonly id: string;
  readonly state: 'taken' | 'declined';
  readonly answer: string;
}

/** Notes of schools that are quoted for one action. */
const QUOTED = 3;

/** What schools stumble over, and what people propose to change for it. */
export class ProposalsService {
  readonly #desk: TemplateDesk;

  constructor(desk: TemplateDesk) {
    this.#desk = desk;
  }

  list(programme: string): Result<ProposalsView, CoreFailure> {
    const found = this.#desk.programme(programme);
    if (!found.ok) return found;
    const { store } = this.#desk.parts;
    const titles = new Map(store.actions(programme).actions.map(({ id, title }) => [id, title]));
    const order = { open: 0, taken: 1, declined: 2 };
    return ok({
      blocked: this.#desk.blocked(programme).map(({ action, schools }) => ({
        action,
        title: titles.get(action) ?? { fr: action },
        schools,
        notes: store.blockedNotes(programme, action, QUOTED),
      })),
      proposals: store
        .proposals(programme)
        .map((record) => this.#view(record, titles.get(record.action ?? '') ?? null))
        .toSorted((a, b) => order[a.state] - order[b.state] || (b.at ?? 0) - (a.at ?? 0)),
    });
  }

  propose(input: {
    programme: string;
    action: string | null;
    text: string;
  }): Result<{ id: string }, CoreFailure> {
    const { programme, action, text } = input;
    const { store, me, mayCreate, newId, recordAll } = this.#desk.parts;
    if (me() === null) return err({ type: 'NotEnrolled' });
    const found = this.#desk.programme(programme);
    if (!found.ok) return found;
    const scope = scopeId('programme', programme);
    if (!mayCreate(scope, 'templateProposal')) return err({ type: 'NotAllowed' });
    if (action !== null && !store.actions(programme).actions.some(({ id }) => id === action)) {
      return err({ type: 'ActionUnknown', action });
    }
    const row = newId();
    const counts = this.#desk.parts.steps(programme).blocked();
    const blockedIn = action === null ? 0 : (counts.get(action) ?? 0);
    const set = { programme, action, text, blockedIn, state: 'open' };
    recordAll([[{ entity: 'templateProposal', row, scope, set }]]);
    return ok({ id: row });
  }

  answer(input: ProposalAnswer): Result<null, CoreFailure> {
    const write = this.answerWrite(input);
    if (!write.ok) return write;
    this.#desk.parts.recordAll([[write.value]]);
    return ok(null);
  }

  /** What writes an answer. Fails with ProposalUnknown or NotAllowed. */
  answerWrite(input: ProposalAnswer): Result<Write, CoreFailure> {
    const { store, mayWrite } = this.#desk.parts;
    const found = store.proposal(input.id);
    if (found === null) return err({ type: 'ProposalUnknown', id: input.id });
    const scope = found.scope as ScopeId;
    if (!mayWrite(scope, 'templateProposal', ['state', 'answer'])) {
      return err({ type: 'NotAllowed' });
    }
    const answer = input.answer.trim() === '' ? null : input.answer.trim();
    const set = { state: input.state, answer };
    return ok({ entity: 'templateProposal', row: input.id, scope, set });
  }

  #view(record: ProposalRecord, title: ProposalView['title']): ProposalView {
    const stamp = (JSON.parse(record.stamps) as Record<string, Stamp>)['text'];
    const device = stamp === undefined ? null : stampDevice(stamp);
    return {
      id: record.id,
      action: record.action,
      title,
      text: record.text,
      blockedIn: record.blockedIn ?? 0,
      state: record.state ?? 'open',
      answer: record.answer,
      by: device === null ? null : this.#desk.parts.store.author(device),
      at: stamp === undefined ? null : stampTime(stamp),
    };
  }
}
