import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { stampDevice, stampTime } from '../../../shared/kernel/clock.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { storableText } from '../../../shared/kit/kit.rules.ts';
import type { StepCommentView, StepTalk } from '../../../shared/kit/kitWork.contract.ts';
import { scopeId, type ScopeId } from '../../../shared/schema/scope.ts';
import type { Write } from '../store/record.ts';
import type { Authors } from './authors.ts';
import { commentStamp, type CommentRecord, type CommentsStore } from './comments.store.ts';

interface CommentsParts {
  readonly store: CommentsStore;
  /** A step by its id, as far as comments are about it. */
  readonly step: (id: string) => { readonly scope: string; readonly establishment: string } | null;
  readonly me: () => { person: string; name: string; device: string } | null;
  readonly authors: Authors;
  readonly nameOf: (person: string) => string | null;
  readonly mayComment: (scope: ScopeId) => boolean;
  readonly record: (writes: readonly Write[]) => unknown;
  /** A new row id. */
  readonly newId: () => string;
  /** Comments of a place were seen: what shows them is drawn anew. */
  readonly onSeen: (scope: ScopeId) => void;
}

/** Handlers of what is said about steps. */
export interface CommentsService {
  list(step: string): Result<{ comments: StepCommentView[]; mayWrite: boolean }, CoreFailure>;
  add(input: {
    step: string;
    text: string;
    mentions: readonly string[];
  }): Result<StepCommentView, CoreFailure>;
  remove(id: string): Result<null, CoreFailure>;
  talk(establishment: string): StepTalk[];
  see(step: string): Result<null, CoreFailure>;
}

export function createCommentsService(parts: CommentsParts): CommentsService {
  const { store, authors } = parts;

  function isMine(comment: CommentRecord): boolean {
    const stamp = commentStamp(comment);
    return stamp !== null && authors(stampDevice(stamp)).me;
  }

  function view(comment: CommentRecord): StepCommentView {
    const stamp = commentStamp(comment);
    const me = parts.me()?.person ?? null;
    const mine = isMine(comment);
    return {
      id: comment.id,
      text: comment.text,
      mentions: comment.mentions.map((person) => ({
        person,
        name: parts.nameOf(person),
        me: person === me,
      })),
      by: stamp === null ? { person: null, name: null, me: false } : authors(stampDevice(stamp)),
      at: stamp === null ? 0 : stampTime(stamp),
      pending: comment.pending && mine,
      unread: !comment.seen && !mine && me !== null && comment.mentions.includes(me),
      mayRemove: mine && parts.mayComment(comment.scope as ScopeId),
    };
  }

  return {
    list(step) {
      const found = parts.step(step);
      if (found === null) return err({ type: 'StepUnknown', step });
      const comments = store
        .ofStep(step)
        .sort((a, b) => ((commentStamp(a) ?? '') < (commentStamp(b) ?? '') ? -1 : 1));
      return ok({
        comments: comments.map(view),
        mayWrite: parts.mayComment(found.scope as ScopeId),
      });
    },

    add({ step, text, mentions }) {
      if (parts.me() === null) return err({ type: 'NotEnrolled' });
      const found = parts.step(step);
      if (found === null) return err({ type: 'StepUnknown', step });
      const scope = found.scope as ScopeId;
      if (!parts.mayComment(scope)) return err({ type: 'NotAllowed' });
      const said = storableText(text);
      if (said === null) return err({ type: 'BadInput', detail: 'text' });
      const id = parts.newId();
      const set = {
        establishment: found.establishment,
        kitStep: step,
        text: said,
        mentions: [...new Set(mentions)],
      };
      parts.record([{ entity: 'stepComment', row: id, scope, set }]);
      return ok(view(store.find(id)!));
    },

    remove(id) {
      const comment = store.find(id);
      if (comment === null) return err({ type: 'CommentUnknown', id });
      const scope = comment.scope as ScopeId;
      if (!isMine(comment) || !parts.mayComment(scope)) return err({ type: 'NotAllowed' });
      parts.record([{ entity: 'stepComment', row: id, scope, set: { deleted: true } }]);
      return ok(null);
    },

    talk(establishment) {
      const me = parts.me();
      if (me === null) return [];
      return store.talk(scopeId('establishment', establishment), me.person);
    },

    see(step) {
      const me = parts.me();
      const found = parts.step(step);
      if (found === null) return err({ type: 'StepUnknown', step });
      if (me !== null && store.see(step, me.person) > 0) parts.onSeen(found.scope as ScopeId);
      return ok(null);
    },
  };
}
