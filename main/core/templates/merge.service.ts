import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { kitActionId } from '../../../shared/programme/kitAction.entity.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import { scopeId } from '../../../shared/schema/scope.ts';
import { compareKits, localKinds, type Comparison } from '../../../shared/templates/compare.ts';
import { noEffect, type Measured } from '../../../shared/templates/effects.ts';
import {
  sameJson,
  valueOf,
  bodyFields,
  type BodyField,
  type KitAction,
  type RunningAction,
} from '../../../shared/templates/kitContent.ts';
import {
  compareList,
  kitLists,
  mergeList,
  type Entry,
  type EntryDifference,
  type KitList,
  type ListSides,
} from '../../../shared/templates/lists.ts';
import {
  choiceOf,
  mergeKits,
  recommendedAnswers,
  type Answers,
} from '../../../shared/templates/merge.ts';
import { orderTakenBack } from '../../../shared/templates/mergeChoice.ts';
import { retirement } from '../../../shared/templates/kitWrites.ts';
import {
  readTrail,
  trailUndone,
  withAliases,
  type MergeTrail,
} from '../../../shared/templates/mergeTrail.ts';
import { checkTemplate } from '../../../shared/templates/readTemplate.ts';
import type { Template } from '../../../shared/templates/template.schema.ts';
import type { ComparisonView, MergeReport } from '../../../shared/templates/templates.contract.ts';
import { compareVersions } from '../../../shared/templates/versions.ts';
import type { Write } from '../store/record.ts';
import { headsBeside, type ChoosingService, type TakenBack } from './choosing.service.ts';
import { actionJson, type TemplateDesk } from './templateDesk.ts';
import type { ProgrammeValues } from './templates.store.ts';

/** A version that meets the running kit. */
interface Meeting {
  readonly programme: ProgrammeValues;
  readonly template: Template;
  /** What a draft of this device's programme began with, where that is not the version that runs. */
  readonly over: Pick<MergeTrail, 'over' | 'overLists'>;
}

interface Planned {
  readonly comparison: Comparison;
  readonly baseKnown: boolean;
  readonly base: Template | null;
  /** Actions that the running kit and the new version both come from; null: not known. */
  readonly baseActions: readonly KitAction[] | null;
  readonly before: readonly RunningAction[];
  readonly after: readonly RunningAction[];
  readonly aliases: Readonly<Record<string, string>>;
  readonly theirs: readonly KitAction[];
  /** What becomes of phases, actors, variants and levels, and these once merged. */
  readonly entries: readonly EntryDifference[];
  readonly lists: Readonly<Record<KitList, readonly Entry[]>>;
  /** Entries that merged actions name, retired ones too: `phases:cadrage`. */
  readonly used: ReadonlySet<string>;
}

/** Compares versions with the running kit, merges them, takes a merge back. */
export class MergeService {
  readonly #desk: TemplateDesk;
  readonly #choosing: ChoosingService;

  constructor(desk: TemplateDesk, choosing: ChoosingService) {
    this.#desk = desk;
    this.#choosing = choosing;
  }

  compare(meeting: Meeting, answers: Answers): Result<ComparisonView, CoreFailure> {
    const older = this.#olderThanRunning(meeting);
    if (older !== null) return err(older);
    const { programme, template } = meeting;
    const planned = this.#plan(meeting, { ...answers });
    const { comparison, before, after, entries } = planned;
    const measured = this.#measure(programme, planned);
    const titles = Object.fromEntries(
      [...before, ...planned.theirs].map(({ id, title }) => [id, title]),
    ) as ComparisonView['titles'];
    return ok({
      programme: programme.id,
      from: (programme['templateVersion'] ?? null) as string | null,
      to: template.version,
      baseKnown: planned.baseKnown,
      differences: comparison.differences.map((difference) => ({
        ...difference,
        kinds: [...difference.kinds],
        title: (difference.before ?? difference.after)!.title,
        effect: effectOf(measured, [difference.id, difference.newId]),
      })) as unknown as ComparisonView['differences'],
      entries: entries.map((entry) => entryView(entry, answers, planned.used)),
      frame: frameBetween(meeting),
      local: comparison.local.map((id) => {
        const [was, is] = [planned.baseActions, before].map((actions) =>
          actions?.find((action) => action.id === id),
        );
        const title = titles[id] ?? was?.title ?? { fr: id };
        return { id, title, kinds: localKinds(was, is as RunningAction | undefined) };
      }),
      titles,
      effects: measured.total,
      unanswered: unanswered(planned, answers),
      problems: [...this.#problems(meeting, planned.lists, after)],
    });
  }

  /**
   * Merges a version into what runs, in one action. Run again, it finishes what an earlier one
   * left, and writes nothing where nothing is left.
   */
  merge(
    meeting: Meeting,
    answers: Answers,
    options: { readonly dryRun: boolean; readonly recommended: boolean },
  ): Result<MergeReport, CoreFailure> {
    const older = this.#olderThanRunning(meeting);
    if (older !== null) return err(older);
    const { programme } = meeting;
    const planned = this.#plan(meeting, answers);
    const { comparison, before, after, entries } = planned;
    const ids = unanswered(planned, answers);
    if (ids.length > 0 && !options.recommended) {
      return err({ type: 'TemplateAnswersMissing', ids });
    }
    const problems = this.#problems(meeting, planned.lists, after);
    if (problems.length > 0) return err({ type: 'TemplateInvalid', problems: [...problems] });
    const touched = this.#mayLack(programme, planned);
    if (options.dryRun) {
      const measured = this.#desk.measure(programme, before, after, touched);
      const count = comparison.differences.length + entries.length;
      return ok(report(meeting, count, measured, true));
    }
    const done = this.#desk.run(programme, after, this.#versionWrites(meeting, planned), touched);
    return ok(report(meeting, done.actions.length, done.measured, false));
  }

  /**
   * Puts back what a merge replaced, where nobody has changed it since. Where other versions were
   * merged apart from it, the kit is then wholly that of the version that it goes back to.
   */
  undo(id: string, version: string): Result<{ restored: number; kept: string[] }, CoreFailure> {
    const found = this.#desk.toWrite(id);
    if (!found.ok) return found;
    const programme = found.value;
    const record = this.#desk.version(id, version);
    if (!record.ok) return record;
    const trail = readTrail(record.value.trail);
    if (programme['templateVersion'] !== version || trail.rows === undefined) {
      return err({ type: 'TemplateNotADraft', version });
    }
    const back = this.#choosing.takeBack(programme, version);
    if (back !== null) return this.#goBack(id, back);
    const { actions, positions } = this.#desk.parts.store.actions(id);
    const now = new Map(actions.map((action) => [action.id, action]));
    const today = this.#desk.today(programme);
    const writes: Write[] = [];
    const kept: string[] = [];
    const sets = new Map<string, Readonly<Record<string, JsonValue>>>();
    for (const [action, { before, after }] of Object.entries(trail.rows)) {
      const row = now.get(action);
      if (row === undefined) continue;
      const set: Record<string, JsonValue> = {};
      for (const [field, merged] of Object.entries(after)) {
        const current = field === 'retired' ? row.retired : valueOf(row, field as BodyField);
        const old = before === null ? null : (before[field] ?? null);
        if (before !== null && sameJson(current, merged)) {
          Object.assign(
            set,
            field === 'retired' ? retirement(old === true, today) : { [field]: old },
          );
        } else if (before !== null && !sameJson(current, old)) kept.push(action);
      }
      // What the merge added is retired, so that work done on it meanwhile stays in sight.
      if (before === null && !row.retired) Object.assign(set, retirement(true, today));
      if (Object.keys(set).length > 0) sets.set(action, set);
    }
    const restored = sets.size;
    const scope = scopeId('programme', id);
    const order = idsOf(actions);
    const places = trail.order === undefined ? order : orderTakenBack(order, trail.order);
    for (const [position, action] of places.entries()) {
      const isMoved = trail.order !== undefined && positions.get(action) !== position;
      const set = { ...sets.get(action), ...(isMoved && { position }) };
      if (Object.keys(set).length === 0) continue;
      writes.push({ entity: 'kitAction', row: kitActionId(id, action), scope, set });
    }
    const asBefore = actions.map((action) => ({ ...action, ...sets.get(action.id) }));
    const used = usedBy(asBefore);
    // Schools that an action was taken from have it again, and those that it was given to do not.
    const measured = this.#desk.measure(programme, actions, asBefore);
    const lists: Record<string, JsonValue> = { templateVersion: trail.previous ?? null };
    for (const [field, merged] of Object.entries(trail.lists?.after ?? {})) {
      if (sameJson(programme[field] ?? null, merged)) {
        lists[field] = restoredList(field, trail.lists!.before[field] ?? null, merged, used);
      }
    }
    writes.push({ entity: 'programme', row: id, scope, set: lists });
    writes.push(
      this.#desk.versionWrite(id, version, {
        state: 'draft',
        trail: trailUndone(record.value.trail),
        publishedOn: null,
      }),
    );
    this.#desk.parts.recordAll([writes, this.#desk.stepsOf(id, measured)]);
    return ok({ restored, kept: [...new Set(kept)] });
  }

  /** Makes another version run that was merged apart from the one that is taken back. */
  #goBack(id: string, { to, left, writes, after, kept, decided }: TakenBack) {
    const scope = scopeId('programme', id);
    const asked = { entity: 'programme', row: id, field: 'templateVersion' };
    const settled = this.#desk.parts.settling(asked, decided).filter(({ row }) => row !== left);
    const lists = writes.find(({ entity }) => entity === 'programme')?.set;
    const others = writes.filter(({ entity }) => entity !== 'programme');
    const set = { ...lists, templateVersion: to };
    this.#desk.parts.recordAll([
      [...others, { entity: 'programme', row: id, scope, set }, ...settled],
      ...after,
    ]);
    const restored = others.filter(
      (one) => one.entity === 'kitAction' && Object.keys(one.set).some((it) => it !== 'position'),
    ).length;
    return ok({ restored, kept: [...kept] });
  }

  #plan(meeting: Meeting, answers: Answers): Planned {
    const { programme, template, over } = meeting;
    const { store } = this.#desk.parts;
    const { actions: before } = store.actions(programme.id);
    const known = store.versions(programme.id).find(({ version }) => version === template.version);
    const current = store
      .versions(programme.id)
      .find(({ version }) => version === programme['templateVersion']);
    // Two drafts may have been begun over one version: what the first brought in is not the second's.
    const begunOver = known?.state === 'draft' ? known.basedOn : null;
    const base = this.#desk.baseOf(programme, begunOver ?? undefined);
    const aliases = {
      ...readTrail(current?.trail ?? null).aliases,
      ...readTrail(known?.trail ?? null).aliases,
    };
    const theirs = withAliases(template.actions, aliases);
    const baseActions = over.over ?? base?.actions ?? null;
    const there = new Set(theirs.map(({ id }) => id));
    const given = {
      base: baseActions,
      theirs,
      ours: before,
      worked: this.#desk.worked(
        programme.id,
        before.map(({ id }) => id).filter((id) => !there.has(id)),
      ),
    };
    const comparison = compareKits(given);
    const full = { ...recommendedAnswers(comparison), ...answers };
    const merged = mergeKits(given, comparison, full);
    if (!merged.ok) throw new Error('every difference has an answer');
    const used = usedBy(merged.value.actions);
    const { entries, lists } = compareLists(meeting, base, answers, used);
    return {
      comparison,
      entries,
      lists,
      used,
      base,
      baseKnown: baseActions !== null,
      baseActions,
      before,
      after: merged.value.actions,
      aliases: { ...aliases, ...merged.value.aliases },
      theirs,
    };
  }

  #measure(programme: ProgrammeValues, planned: Planned): Measured {
    return this.#desk.measure(
      programme,
      planned.before,
      planned.after,
      this.#mayLack(programme, planned),
    );
  }

  /** Actions that schools may lack although the kit has them: those that a version brought. */
  #mayLack(programme: ProgrammeValues, { base, after }: Planned): string[] {
    const known = new Set(base?.actions.map(({ id }) => id));
    const current = this.#desk.parts.store
      .versions(programme.id)
      .find(({ version }) => version === programme['templateVersion']);
    const brought = Object.entries(readTrail(current?.trail ?? null).rows ?? {})
      .filter(([, { before }]) => before === null)
      .map(([id]) => id);
    const fresh = after.filter(({ id }) => base !== null && !known.has(id)).map(({ id }) => id);
    return [...new Set([...brought, ...fresh])];
  }

  /** An older version than the one that runs, or another one of the same number. */
  #olderThanRunning({ programme, template }: Meeting): CoreFailure | null {
    const current = programme['templateVersion'];
    if (typeof current !== 'string') return null;
    const { version } = template;
    const order = compareVersions(version, current);
    if (order < 0) return { type: 'TemplateOlder', version, current };
    if (order > 0) return null;
    const base = this.#desk.baseOf(programme);
    if (base === null) return null;
    const aliases =
      readTrail(
        this.#desk.parts.store.versions(programme.id).find((one) => one.version === version)
          ?.trail ?? null,
      ).aliases ?? {};
    const theirs = { ...template, actions: withAliases(template.actions, aliases) };
    return isSame(theirs, base) ? null : { type: 'TemplateVersionTaken', version };
  }

  /** Whether a draft here has the number of a file's template, and says something else. */
  otherDraft({ programme, template }: Meeting): CoreFailure | null {
    const { version } = template;
    const known = this.#desk.parts.store
      .versions(programme.id)
      .find((one) => one.version === version && one.state === 'draft' && !one.removed);
    const read = known === undefined ? null : checkTemplate(known.content);
    if (read === null || (read.ok && isSame(template, read.value))) return null;
    return { type: 'TemplateVersionTaken', version };
  }

  #problems(meeting: Meeting, lists: Planned['lists'], after: readonly RunningAction[]) {
    const whole = {
      ...(this.#desk.runningTemplate(meeting.programme, []) as object),
      ...lists,
    } as unknown as JsonValue;
    return this.#desk.problemsOf(
      whole,
      after.filter(({ retired }) => !retired),
    );
  }

  #versionWrites(meeting: Meeting, { before, after, aliases, lists }: Planned): Write[] {
    const { programme, template } = meeting;
    const { version } = template;
    if (programme['templateVersion'] === version) return [];
    const changed = Object.fromEntries(
      Object.entries(lists as Record<string, JsonValue>).filter(
        ([field, value]) => !sameJson(value, programme[field] ?? []),
      ),
    );
    const was = Object.fromEntries(
      Object.keys(changed).map((field) => [field, programme[field] ?? null]),
    );
    const previous = (programme['templateVersion'] ?? null) as string | null;
    const beside = headsBeside(this.#desk.parts.store.versions(programme.id), previous);
    const trail: MergeTrail = {
      aliases: { ...aliases },
      previous,
      ...(beside.length > 0 && { beside }),
      rows: rowsBetween(before, after),
      order: { before: idsOf(before), after: idsOf(after) },
      lists: { before: was, after: changed },
    };
    const content = {
      ...template,
      actions: template.actions.map(actionJson),
    } as unknown as JsonValue;
    return [
      {
        entity: 'programme',
        row: programme.id,
        scope: scopeId('programme', programme.id),
        set: { templateVersion: version, ...changed },
      },
      this.#desk.versionWrite(programme.id, version, {
        state: 'merged',
        basedOn: previous,
        content,
        trail: trail as unknown as JsonValue,
        publishedOn: this.#desk.today(programme),
      }),
    ];
  }
}

function idsOf(actions: readonly RunningAction[]): string[] {
  return actions.map(({ id }) => id);
}

/** Entries of lists that actions name: `phases:cadrage`. */
function usedBy(actions: readonly RunningAction[]): Set<string> {
  return new Set(
    actions.flatMap(({ phase, actors, variant, level }) => [
      `phases:${phase}`,
      ...actors.map((id) => `actors:${id}`),
      ...(variant === null ? [] : [`variants:${variant}`]),
      ...(level === null ? [] : [`levels:${level}`]),
    ]),
  );
}

/** Ids of a list among those that are used. */
function ofList(used: ReadonlySet<string>, list: string): Set<string> {
  const prefix = `${list}:`;
  return new Set(
    [...used].filter((one) => one.startsWith(prefix)).map((one) => one.slice(prefix.length)),
  );
}

/** What a version does to the lists of the programme, and these as they are once it is merged. */
function compareLists(
  { programme, template, over }: Meeting,
  base: Template | null,
  answers: Answers,
  used: ReadonlySet<string>,
): Pick<Planned, 'entries' | 'lists'> {
  const compared = kitLists.map((list) => {
    const ours = (programme[list] ?? []) as unknown as Entry[];
    const sides: ListSides = {
      // Where nothing is known of the past, what differs is asked and nothing goes.
      base: over.overLists?.[list] ?? (base?.[list] as Entry[] | undefined) ?? [],
      theirs: template[list] as unknown as Entry[],
      ours,
    };
    const differences = compareList(list, sides);
    return [list, differences, mergeList(sides, differences, answers, ofList(used, list))] as const;
  });
  return {
    entries: compared.flatMap(([, differences]) => differences),
    lists: Object.fromEntries(
      compared.map(([list, , merged]) => [list, merged]),
    ) as unknown as Planned['lists'],
  };
}

/** Whether two templates say the same of the kit. */
function isSame(a: Template, b: Template): boolean {
  const json = ({ actions }: Template): JsonValue => actions.map(actionJson);
  return (
    sameJson(json(a), json(b)) &&
    kitLists.every((list) =>
      sameJson(a[list] as unknown as JsonValue, b[list] as unknown as JsonValue),
    )
  );
}

/** Phases, actors, variants and levels of both sides, those of the new version first. */
function frameBetween({ programme, template }: Meeting): ComparisonView['frame'] {
  const lists = kitLists.map((list) => {
    const theirs = template[list] as readonly { readonly id: string }[];
    const there = new Set(theirs.map(({ id }) => id));
    const ours = (programme[list] ?? []) as unknown as { readonly id: string }[];
    return [list, [...theirs, ...ours.filter(({ id }) => !there.has(id))]] as const;
  });
  return Object.fromEntries(lists) as unknown as ComparisonView['frame'];
}

function entryView(
  { before, after, ...entry }: EntryDifference,
  answers: Answers,
  used: ReadonlySet<string>,
): ComparisonView['entries'][number] {
  const goes = after === null && choiceOf(entry, answers) === 'theirs';
  const { label } = (before ?? after)!;
  return {
    ...entry,
    label: label as ComparisonView['entries'][number]['label'],
    stays: goes && used.has(entry.id),
  } as unknown as ComparisonView['entries'][number];
}

/** Differences that somebody has to decide on and has not. */
function unanswered(
  { comparison, entries }: Pick<Planned, 'comparison' | 'entries'>,
  answers: Answers,
): string[] {
  return [...comparison.differences, ...entries]
    .filter(({ id, conflict }) => conflict !== null && answers[id] === undefined)
    .map(({ id }) => id);
}

/** A list as it was before a merge, with what actions that the merge left behind still name. */
function restoredList(
  list: string,
  before: JsonValue,
  merged: JsonValue,
  used: ReadonlySet<string>,
): JsonValue {
  const old = (before ?? []) as unknown as Entry[];
  const known = new Set(old.map(({ id }) => id));
  const left = (merged as unknown as Entry[]).filter(
    ({ id }) => !known.has(id) && used.has(`${list}:${id}`),
  );
  return left.length === 0 ? before : [...old, ...left];
}

/** What a merge changes in each action, so that it can be taken back. */
function rowsBetween(
  before: readonly RunningAction[],
  after: readonly RunningAction[],
): NonNullable<MergeTrail['rows']> {
  const was = new Map(before.map((action) => [action.id, action]));
  const rows: NonNullable<MergeTrail['rows']> = {};
  for (const action of after) {
    const old = was.get(action.id);
    if (old === undefined) {
      rows[action.id] = { before: null, after: {} };
      continue;
    }
    const differing = bodyFields.filter(
      (field) => !sameJson(valueOf(old, field), valueOf(action, field)),
    );
    const of = (one: RunningAction): Record<string, JsonValue> =>
      Object.fromEntries(differing.map((field) => [field, valueOf(one, field)]));
    const retired = old.retired !== action.retired;
    if (differing.length === 0 && !retired) continue;
    rows[action.id] = {
      before: { ...of(old), ...(retired && { retired: old.retired }) },
      after: { ...of(action), ...(retired && { retired: action.retired }) },
    };
  }
  return rows;
}

function effectOf(measured: Measured, ids: readonly (string | null)[]) {
  const found = ids.flatMap((id) => (id === null ? [] : (measured.byAction.get(id) ?? [])));
  if (found.length === 0) return null;
  return found.reduce(
    (sum, one) => ({
      schools: Math.max(sum.schools, one.schools),
      appear: sum.appear + one.appear,
      disappear: sum.disappear + one.disappear,
      stay: sum.stay + one.stay,
      earlier: sum.earlier + one.earlier,
      later: sum.later + one.later,
      lateAtOnce: sum.lateAtOnce + one.lateAtOnce,
    }),
    noEffect,
  );
}

function report(
  { programme, template }: Meeting,
  actions: number,
  measured: Measured,
  dryRun: boolean,
): MergeReport {
  return {
    programme: programme.id,
    version: template.version,
    actions,
    steps: measured.missing.length,
    effects: measured.total,
    dryRun,
  };
}
