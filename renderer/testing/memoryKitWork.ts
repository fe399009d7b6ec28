import type { Bridge } from '../../shared/bridge/bridge.ts';
import type { InputOf, OutputOf } from '../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import type { KitStepView, KitView } from '../../shared/kit/kit.contract.ts';
import { decideTick, withReason } from '../../shared/kit/kit.rules.ts';
import type {
  Activity,
  KitPerson,
  kitWorkContract,
  StepCommentView,
  StepHistory,
} from '../../shared/kit/kitWork.contract.ts';

/** What is said and done around the kit in a bridge in memory; tests change it freely. */
export interface MemoryKitWork {
  people: KitPerson[];
  /** By step. */
  comments: Record<string, StepCommentView[]>;
  histories: Record<string, StepHistory>;
  activity: Activity[];
}

export const SAMPLE_PEOPLE: readonly KitPerson[] = [
  {
    person: 'p-1',
    name: 'Blandine Viorne',
    me: true,
    roles: ['bursar'],
    inSchool: true,
    actors: ['sg'],
  },
  {
    person: 'p-2',
    name: 'Edgar Bergenia',
    me: false,
    roles: ['assistant'],
    inSchool: true,
    actors: ['sg'],
  },
  {
    person: 'p-3',
    name: 'Clémence Frênaie',
    me: false,
    roles: ['pilot'],
    inSchool: false,
    actors: ['ordonnateur'],
  },
];

export function emptyKitWork(): MemoryKitWork {
  return { people: [...SAMPLE_PEOPLE], comments: {}, histories: {}, activity: [] };
}

type Work = typeof kitWorkContract;
type Methods = {
  [N in keyof Work]: (input: InputOf<Bridge[N]>) => Result<OutputOf<Bridge[N]>, CoreFailure>;
};

interface Ground {
  readonly state: MemoryKitWork & { readonly now: number };
  readonly find: (step: string) => { readonly kit: KitView; readonly step: KitStepView } | null;
  /** Puts steps as one action, which can be undone. */
  readonly put: (steps: readonly KitStepView[]) => void;
  readonly changed: (entity: string) => void;
}

/** The methods of the kit's work over what the bridge in memory holds. */
export function memoryKitWork({ state, find, put, changed }: Ground): Methods {
  const me = { person: 'p-1', name: 'Blandine Viorne', me: true };

  function change(
    ids: readonly string[],
    decide: (step: KitStepView, kit: KitView) => Result<Partial<KitStepView>, CoreFailure>,
  ): Result<KitStepView[], CoreFailure> {
    const steps: KitStepView[] = [];
    for (const id of ids) {
      const found = find(id);
      if (found === null) return err({ type: 'StepUnknown', step: id });
      const decided = decide(found.step, found.kit);
      if (!decided.ok) return decided;
      if (Object.keys(decided.value).length === 0) continue;
      const author = { changedBy: me, changedAt: state.now, pending: true };
      steps.push({ ...found.step, ...decided.value, ...author });
    }
    put(steps);
    return ok(steps);
  }

  return {
    'kit.tickMany': ({ steps, status, reason }) =>
      change(steps, (step, kit) => {
        const note = reason === undefined ? undefined : withReason(step.note, reason);
        const decided = decideTick(step, { status, note }, kit.today);
        return decided.ok ? ok(decided.value as Partial<KitStepView>) : decided;
      }),
    'kit.assign': ({ steps, assignee }) =>
      change(steps, () => {
        const person = state.people.find((one) => one.person === assignee);
        return ok({ assignee: person === undefined ? null : { ...person } });
      }),
    'kit.restore': ({ step, set }) => {
      const restored = change([step], () => ok(set as Partial<KitStepView>));
      return restored.ok ? ok(restored.value[0]!) : restored;
    },
    'kit.people': () => ok(state.people),
    'kit.comments': ({ step }) => ok({ comments: state.comments[step] ?? [], mayWrite: true }),
    'kit.comment': ({ step, text, mentions }) => {
      const comment: StepCommentView = {
        id: `c-${Object.values(state.comments).flat().length + 1}`,
        text,
        mentions: mentions.map((person) => ({
          person,
          name: state.people.find((one) => one.person === person)?.name ?? null,
          me: person === me.person,
        })),
        by: me,
        at: state.now,
        pending: true,
        unread: false,
        mayRemove: true,
      };
      state.comments[step] = [...(state.comments[step] ?? []), comment];
      changed('stepComment');
      return ok(comment);
    },
    'kit.uncomment': ({ id }) => {
      for (const [step, comments] of Object.entries(state.comments)) {
        state.comments[step] = comments.filter((comment) => comment.id !== id);
      }
      changed('stepComment');
      return ok(null);
    },
    'kit.talk': () =>
      ok(
        Object.entries(state.comments).map(([step, comments]) => ({
          step,
          comments: comments.length,
          unread: comments.filter(({ unread }) => unread).length,
        })),
      ),
    'kit.seen': ({ step }) => {
      const comments = state.comments[step] ?? [];
      if (!comments.some(({ unread }) => unread)) return ok(null);
      state.comments[step] = comments.map((comment) => ({ ...comment, unread: false }));
      changed('stepComment');
      return ok(null);
    },
    'kit.history': ({ step }) => ok(state.histories[step] ?? { source: 'server', entries: [] }),
    'kit.activity': ({ limit }) =>
      ok({ entries: state.activity.slice(0, limit), more: state.activity.length > limit }),
  };
}
