import type { Stamp } from '../../../shared/kernel/clock.ts';
import { kitActionId } from '../../../shared/programme/kitAction.entity.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import { scopeId } from '../../../shared/schema/scope.ts';
import type { ConflictVersion } from '../../../shared/sync/conflict.entity.ts';
import {
  bodyFields,
  sameJson,
  withFields,
  type BodyField,
  type RunningAction,
} from '../../../shared/templates/kitContent.ts';
import { actionWrites, retirement } from '../../../shared/templates/kitWrites.ts';
import {
  chosenKit,
  chosenLists,
  mergesAsOne,
  type MergeDone,
} from '../../../shared/templates/mergeChoice.ts';
import {
  mergeOf,
  readTrail,
  trailUndone,
  withAliases,
} from '../../../shared/templates/mergeTrail.ts';
import { checkTemplate } from '../../../shared/templates/readTemplate.ts';
import { compareVersions } from '../../../shared/templates/versions.ts';
import type { Write } from '../store/record.ts';
import type { TemplateDesk } from './templateDesk.ts';
import type { ProgrammeValues, VersionRecord } from './templates.store.ts';

/** Versions of a kit that were merged apart, and the one that counts. */
export interface VersionChoice {
  readonly scope: string;
  readonly entity: string;
  readonly row: string;
  readonly field: string;
  readonly chosen: ConflictVersion;
  readonly others: readonly ConflictVersion[];
  /** What the chosen merge wrote where the others wrote too. */
  readonly beside: readonly Write[];
}

interface Chosen {
  readonly writes: Write[];
  readonly after: Write[][];
  readonly covers: readonly string[];
  readonly decided: ReadonlySet<Stamp>;
}

interface Made extends Chosen {
  /** Actions that somebody has changed since: they stay as they are. */
  readonly kept: readonly string[];
}

/** What takes a merge back beside which others were made. */
export interface TakenBack extends Made {
  /** The version that runs then. */
  readonly to: string | null;
  /** The question that stays: which of two contents the version has, now that it is a draft. */
  readonly left: string | null;
}

/** What was merged on one side, and what has to be said of its versions where it does not count. */
interface Side {
  readonly merge: MergeDone | null;
  readonly versions: readonly string[];
}

/** Makes the kit run as one of several versions gives it that were merged apart. */
export class ChoosingService {
  readonly #desk: TemplateDesk;

  constructor(desk: TemplateDesk) {
    this.#desk = desk;
  }

  /** Null where the choice changes no running kit. */
  choose(choice: VersionChoice): Chosen | null {
    const found = this.#desk.programme(choice.scope.slice('programme:'.length));
    if (!found.ok) return null;
    const programme = found.value;
    if (choice.entity === 'programme' && choice.field === 'templateVersion') {
      return this.#ofVersions(programme, choice);
    }
    if (choice.entity === 'kitAction' && choice.field === 'retired') {
      return this.#ofAction(programme, choice);
    }
    return choice.entity === 'templateVersion' && choice.field === 'content'
      ? this.#ofContents(programme, choice)
      : null;
  }

  /**
   * Takes back the merge of the version that runs, where others were merged without having seen it:
   * one of them runs then, or the version before, and what is merged is what led there. Where they
   * have its number, the version before runs. Null: no other was.
   */
  takeBack(programme: ProgrammeValues, running: string): TakenBack | null {
    const versions = this.#desk.parts.store.versions(programme.id);
    const [, previous] = chainOf(versions, running);
    const heads = headsBeside(
      versions.filter(({ version }) => version !== running),
      previous ?? null,
    );
    if (heads.length === 0) return this.#takeContentsBack(programme, versions, running);
    const beneath = heads.find(
      (head) => previous === undefined || chainOf(versions, head).includes(previous),
    );
    const to = beneath ?? previous!;
    // What was merged over several shows what they had made of the kit: they say what was before.
    const others = [...heads.filter((head) => head !== to), running];
    const sides = this.#sidesOf(versions, [to, ...others]);
    return { ...this.#choose(programme, versions, sides, []), to, left: null };
  }

  /** The same for a version that two merged with another content each. */
  #takeContentsBack(
    programme: ProgrammeValues,
    versions: readonly VersionRecord[],
    running: string,
  ): TakenBack | null {
    const record = versions.find(({ version }) => version === running)!;
    const place = { entity: 'templateVersion', row: record.id, field: 'content' };
    const asked = this.#desk.parts.asked(place);
    if (asked === null) return null;
    const merges = asked.versions.flatMap(
      ({ value, others }) => doneBy(value, others['trail'] ?? null) ?? [],
    );
    if (merges.length < 2) return null;
    const made = this.#kitAs(programme, null, merges, []);
    const trail = trailUndone(record.trail);
    const set = { state: 'draft', trail, publishedOn: null };
    const writes = [...made.writes, this.#desk.versionWrite(programme.id, running, set)];
    const decided = new Set(asked.versions.map(({ stamp }) => stamp));
    const to = mergeOf(record.trail)?.previous ?? null;
    return { ...made, writes, decided, to, left: asked.id };
  }

  /** Two versions of different numbers. */
  #ofVersions(programme: ProgrammeValues, { chosen, others, beside }: VersionChoice): Chosen {
    const versions = this.#desk.parts.store.versions(programme.id);
    const sides = this.#sidesOf(
      versions,
      [chosen, ...others].map(({ value }) => value),
    );
    return this.#choose(programme, versions, sides, beside);
  }

  /** What was merged on the way to each of several versions, since what all of them go back to. */
  #sidesOf(versions: readonly VersionRecord[], named: readonly JsonValue[]): Side[] {
    const chains = named.map((value) => chainOf(versions, value));
    return chains.map((chain): Side => {
      const isCommon = (version: string): boolean => chains.every((one) => one.includes(version));
      const until = chain.findIndex(isCommon);
      const since = (until < 0 ? chain : chain.slice(0, until)).toReversed();
      const records = since.flatMap((name) => versions.filter((one) => one.version === name));
      const merges = records.flatMap((record) => doneBy(record.content, record.trail) ?? []);
      return { merge: merges.length === 0 ? null : mergesAsOne(merges), versions: since };
    });
  }

  /** The kit of the first of several sides, whose versions are the ones that are merged. */
  #choose(
    programme: ProgrammeValues,
    versions: readonly VersionRecord[],
    [own, ...rest]: readonly Side[],
    beside: readonly Write[],
  ): Made {
    const dropped = rest.flatMap((side) => side.versions);
    const publishedOn = this.#desk.today(programme);
    const states = versions.flatMap(({ version, state, trail }) => {
      const write = (set: Write['set']): Write[] => [
        this.#desk.versionWrite(programme.id, version, set),
      ];
      if (own!.versions.includes(version)) {
        const { undone } = readTrail(trail);
        if (state === 'merged' || undone === undefined) return [];
        return write({ state: 'merged', trail: undone as unknown as JsonValue, publishedOn });
      }
      // It may be merged another time, as if this merge had been taken back.
      return state === 'merged' && dropped.includes(version)
        ? write({ state: 'draft', trail: trailUndone(trail), publishedOn: null })
        : [];
    });
    const made = this.#kitAs(
      programme,
      own!.merge,
      rest.flatMap(({ merge }) => merge ?? []),
      beside,
    );
    // Whatever merges met in, and taking them back, is as the chosen side has it.
    const decided = new Set(versions.flatMap(({ mergeStamp }) => mergeStamp ?? []));
    return { ...made, writes: [...made.writes, ...states], decided };
  }

  /** An action that one took out and another changed: schools have it, or have it no more. */
  #ofAction(programme: ProgrammeValues, { row, chosen }: VersionChoice): Chosen {
    const { actions } = this.#desk.parts.store.actions(programme.id);
    const set = { ...chosen.others, retired: chosen.value };
    const beside = [{ entity: 'kitAction', row, scope: scopeId('programme', programme.id), set }];
    const after = withBeside(programme.id, actions, beside);
    const touched = after.filter((action, at) => action !== actions[at]).map(({ id }) => id);
    const measured = this.#desk.measure(programme, actions, after, touched);
    const steps = this.#desk.stepsOf(programme.id, measured);
    const today = this.#desk.today(programme);
    return {
      writes: [{ ...beside[0]!, set: retirement(chosen.value === true, today) }],
      after: steps.length === 0 ? [] : [steps],
      covers: [],
      decided: new Set(),
    };
  }

  /** Two contents of the version that runs. */
  #ofContents(
    programme: ProgrammeValues,
    { row, chosen, others, beside }: VersionChoice,
  ): Chosen | null {
    const version = this.#desk.parts.store.versions(programme.id).find(({ id }) => id === row);
    if (version === undefined || version.version !== programme['templateVersion']) return null;
    const [own, ...rest] = [chosen, ...others].map((one) =>
      doneBy(one.value, one.others['trail'] ?? null),
    );
    const merges = rest.filter((one) => one !== null && one !== undefined);
    if (own === null || own === undefined || merges.length === 0) return null;
    return this.#kitAs(programme, own, merges, beside);
  }

  #kitAs(
    programme: ProgrammeValues,
    own: MergeDone | null,
    others: readonly MergeDone[],
    beside: readonly Write[],
  ): Made {
    const { id } = programme;
    const stored = this.#desk.parts.store.actions(id);
    const { actions: after, kept } = chosenKit(withBeside(id, stored.actions, beside), own, others);
    const also = [own, ...others].flatMap((one) => Object.keys(one?.rows ?? {}));
    const measured = this.#desk.measure(programme, stored.actions, after, also);
    const lists = Object.entries(chosenLists(own, others)).filter(
      ([field, value]) => !sameJson(value, programme[field] ?? null),
    );
    const scope = scopeId('programme', id);
    const writes: Write[] = actionWrites(id, stored, after, this.#desk.today(programme));
    if (lists.length > 0) {
      writes.push({ entity: 'programme', row: id, scope, set: Object.fromEntries(lists) });
    }
    const steps = this.#desk.stepsOf(id, measured);
    const covers = ['kitAction'];
    return { writes, after: steps.length === 0 ? [] : [steps], covers, decided: new Set(), kept };
  }
}

/** A version and those that ran before it, as far as they were merged; the newest first. */
function chainOf(versions: readonly VersionRecord[], newest: JsonValue): string[] {
  const chain: string[] = [];
  let at: JsonValue = newest;
  while (typeof at === 'string' && !chain.includes(at)) {
    chain.push(at);
    const record = versions.find(({ version }) => version === at);
    at = mergeOf(record?.trail ?? null)?.previous ?? null;
  }
  return chain;
}

/** All that a version was merged over: the chain before it, and what ran beside. */
function mergedOver(versions: readonly VersionRecord[], newest: JsonValue): Set<string> {
  const over = new Set<string>();
  const left = [newest];
  for (let at = left.pop(); at !== undefined; at = left.pop()) {
    if (typeof at !== 'string' || over.has(at)) continue;
    over.add(at);
    const merge = mergeOf(versions.find(({ version }) => version === at)?.trail ?? null);
    left.push(merge?.previous ?? null, ...(merge?.beside ?? []));
  }
  return over;
}

/**
 * The last of those versions that are merged and that a version is not over: they were merged apart
 * from it. The newest comes first.
 */
export function headsBeside(versions: readonly VersionRecord[], running: JsonValue): string[] {
  const own = mergedOver(versions, running);
  const apart = versions
    .filter(({ state, removed, trail }) => {
      return state === 'merged' && !removed && readTrail(trail).rows !== undefined;
    })
    .map(({ version }) => version)
    .filter((version) => !own.has(version));
  const before = new Set(
    apart.flatMap((head) => [...mergedOver(versions, head)].filter((one) => one !== head)),
  );
  return apart.filter((version) => !before.has(version)).sort((a, b) => compareVersions(b, a));
}

/** What a merge did, by its version; null: it was not merged. */
function doneBy(content: JsonValue, kept: JsonValue): MergeDone | null {
  const done = mergeOf(kept);
  if (done?.rows === undefined) return null;
  const { rows, order, lists, aliases = {} } = done;
  const read = checkTemplate(content);
  const actions = read.ok ? withAliases(read.value.actions, aliases) : [];
  return { rows, order, lists, content: actions };
}

/** The kit with what the chosen side wrote where the others did too; places are those of its order. */
function withBeside(
  programme: string,
  actions: readonly RunningAction[],
  beside: readonly Write[],
): readonly RunningAction[] {
  const sets = new Map(
    beside.filter(({ entity }) => entity === 'kitAction').map(({ row, set }) => [row, set]),
  );
  if (sets.size === 0) return actions;
  return actions.map((action) => {
    const set = sets.get(kitActionId(programme, action.id));
    if (set === undefined) return action;
    const said = bodyFields.filter((field) => field in set);
    const values = Object.fromEntries(
      said.map((field): [BodyField, JsonValue] => [field, set[field]!]),
    );
    const retired = 'retired' in set ? set['retired'] === true : action.retired;
    return { ...withFields(action, values), retired };
  });
}
