import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { Handlers } from '../../../shared/bridge/contract.ts';
import { err, ok } from '../../../shared/kernel/result.ts';
import type { KitPerson, kitWorkContract } from '../../../shared/kit/kitWork.contract.ts';
import { scopeId, type ScopeId } from '../../../shared/schema/scope.ts';
import type { RowState } from '../../../shared/sync/merge.ts';
import type { Reader } from '../store/database.ts';
import type { Write } from '../store/record.ts';
import type { ServerLink } from '../sync/serverLink.ts';
import { activityOf, createFilesOf } from './activity.ts';
import type { Authors } from './authors.ts';
import { createCommentsService } from './comments.service.ts';
import { createCommentsStore } from './comments.store.ts';
import { stepHistory } from './history.service.ts';
import { createHistoryStore } from './history.store.ts';
import type { KitService } from './kit.service.ts';
import type { KitStore } from './kit.store.ts';
import { createKitWorkService } from './kitWork.service.ts';
import type { KitPeople } from './people.store.ts';

export interface KitWorkDeskParts {
  readonly db: Reader;
  readonly store: KitStore;
  readonly kit: KitService;
  readonly people: KitPeople;
  readonly authors: Authors;
  readonly me: () => { person: string; name: string; device: string } | null;
  readonly mayWrite: (scope: ScopeId, entity: string, fields: readonly string[]) => boolean;
  readonly mayCreate: (scope: ScopeId, entity: string) => boolean;
  readonly record: (writes: readonly Write[]) => unknown;
  readonly row: (entity: string, id: string) => RowState | undefined;
  readonly link: () => ServerLink | null;
  readonly mayAnswer: () => boolean;
  readonly newId: () => string;
  readonly onSeen: (scope: ScopeId) => void;
}

/** Handlers of all that people do with a kit beyond reading and ticking it. */
export function kitWorkHandlers(
  parts: KitWorkDeskParts,
): Handlers<typeof kitWorkContract, CoreFailure> {
  const { db, store, kit, people, authors, me } = parts;
  const history = createHistoryStore(db);
  const commentsStore = createCommentsStore(db);
  const filesOf = createFilesOf(db);

  function peopleOf(establishment: string): KitPerson[] {
    const programmes = store
      .establishment(establishment)
      .flatMap(({ programme }) => programme ?? []);
    const actors = programmes.flatMap((id) => store.programme(id)?.actors ?? []);
    return people.over(establishment, actors, me()?.person ?? null);
  }

  const work = createKitWorkService({
    ...parts,
    step: (id) => store.step(id),
    view: (id) => kit.view(id),
    today: () => kit.today(),
    isOf: (person, establishment) => peopleOf(establishment).some((one) => one.person === person),
  });
  const comments = createCommentsService({
    ...parts,
    store: commentsStore,
    step: (id) => store.step(id),
    nameOf: (person) => people.name(person),
    mayComment: (scope) => parts.mayCreate(scope, 'stepComment'),
  });

  return {
    'kit.tickMany': (input) => work.tickMany(input),
    'kit.assign': (input) => work.assign(input),
    'kit.restore': (input) => work.restore(input),
    'kit.people': ({ establishment }) => ok(peopleOf(establishment)),
    'kit.comments': ({ step }) => comments.list(step),
    'kit.comment': (input) => comments.add(input),
    'kit.uncomment': ({ id }) => comments.remove(id),
    'kit.talk': ({ establishment }) => ok(comments.talk(establishment)),
    'kit.seen': ({ step }) => comments.see(step),
    'kit.history': ({ step }) =>
      stepHistory(
        {
          ...parts,
          row: (id) => parts.row('kitStep', id),
          journal: (id) => history.journal('kitStep', id),
        },
        step,
      ),
    'kit.activity': ({ establishment, limit }) => {
      const found = store.establishment(establishment);
      if (found.length === 0) return err({ type: 'EstablishmentUnknown', establishment });
      const scope = scopeId('establishment', establishment);
      const programmes = [...new Set(found.flatMap(({ programme }) => programme ?? []))];
      const all = activityOf(
        {
          steps: programmes.flatMap((programme) => store.steps(establishment, programme)),
          comments: commentsStore.ofSchool(scope),
          files: filesOf(scope),
        },
        authors,
        (person) => people.name(person),
      );
      return ok({ entries: all.slice(0, limit), more: all.length > limit });
    },
  };
}
