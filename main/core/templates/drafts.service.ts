import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { ok, err, type Result } from '../../../shared/kernel/result.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import { scopeId } from '../../../shared/schema/scope.ts';
import {
  blankAction,
  sameBody,
  sameJson,
  type KitAction,
  type RunningAction,
} from '../../../shared/templates/kitContent.ts';
import { editKit, type KitEdit } from '../../../shared/templates/kitEdit.ts';
import {
  editLists,
  isListEdit,
  type DraftEdit,
  type ListEdit,
} from '../../../shared/templates/listEdit.ts';
import { kitLists, type Entry } from '../../../shared/templates/lists.ts';
import { readTrail } from '../../../shared/templates/mergeTrail.ts';
import { checkTemplate } from '../../../shared/templates/readTemplate.ts';
import type { Template } from '../../../shared/templates/template.schema.ts';
import type { DraftView, TemplateView } from '../../../shared/templates/templates.contract.ts';
import { compareVersions, nextVersion } from '../../../shared/templates/versions.ts';
import { actionJson, type TemplateDesk } from './templateDesk.ts';
import type { ProgrammeValues, VersionRecord } from './templates.store.ts';

type DraftSet = Readonly<Record<string, JsonValue>>;

/** The kit as it runs, and drafts of what it may become. */
export class DraftsService {
  readonly #desk: TemplateDesk;

  constructor(desk: TemplateDesk) {
    this.#desk = desk;
  }

  current(id: string | undefined): Result<TemplateView, CoreFailure> {
    const found = this.#desk.programme(id);
    if (!found.ok) return found;
    const programme = found.value;
    const { store, mayCreate } = this.#desk.parts;
    const { actions } = store.actions(programme.id);
    const versions = store.versions(programme.id).filter((one) => !one.removed);
    const running = programme['templateVersion'] ?? null;
    const scope = scopeId('programme', programme.id);
    const added = versions.flatMap((one) =>
      one.version === running ? Object.keys(readTrail(one.trail).rows ?? {}) : [],
    );
    return ok({
      programme: { id: programme.id, name: String(programme['name'] ?? programme.id) },
      kitName: (programme['kitName'] ?? null) as TemplateView['kitName'],
      version: running as string | null,
      mayEdit: this.#desk.mayEdit(programme.id),
      mayPropose: mayCreate(scope, 'templateProposal'),
      ...frameOf(programme),
      actions: actions.map((action) => plainAction(action)) as TemplateView['actions'],
      versions: versions
        .toSorted((a, b) => compareVersions(b.version, a.version))
        .map((one) => ({
          version: one.version,
          state: one.state,
          note: one.note,
          basedOn: one.basedOn,
          publishedOn: one.publishedOn,
          actions: actionsOf(one.content).length,
          current: one.version === running,
          canUndo: one.version === running && readTrail(one.trail).rows !== undefined,
        })),
      unfinished: this.#desk.measure(programme, actions, actions, added).missing.length,
      openProposals: store.proposals(programme.id).filter(({ state }) => state === 'open').length,
      programmes: store.programmes(),
    });
  }

  /** Changes the running kit at once. */
  edit(id: string, edit: KitEdit): Result<{ id: string; steps: number }, CoreFailure> {
    const found = this.#desk.toWrite(id);
    if (!found.ok) return found;
    const programme = found.value;
    const { actions } = this.#desk.parts.store.actions(id);
    const active = actions.filter(({ retired }) => !retired);
    const retired = new Map(
      actions.filter((action) => action.retired).map((action) => [action.id, action]),
    );
    const edited = editKit(active, edit, {
      phases: phasesOf(programme),
      taken: new Set(retired.keys()),
    });
    if (!edited.ok) return edited;
    const content = this.#desk.runningTemplate(programme, actions);
    const problems = this.#desk.problemsOf(content, edited.value.actions);
    if (problems.length > 0) return err({ type: 'TemplateInvalid', problems: [...problems] });
    const after = withRetired(actions, edited.value.actions);
    const done = this.#desk.run(programme, after);
    return ok({ id: edited.value.id, steps: done.measured.missing.length });
  }

  create(id: string): Result<{ version: string }, CoreFailure> {
    const begun = this.begin(id);
    if (!begun.ok) return begun;
    const { version, set } = begun.value;
    this.#desk.parts.recordAll([[this.#desk.versionWrite(id, version, set)]]);
    return ok({ version });
  }

  /** What a new draft begins with: the kit as it runs. Fails where nobody may write one. */
  begin(id: string): Result<{ version: string; set: DraftSet }, CoreFailure> {
    const found = this.#desk.toWrite(id);
    if (!found.ok) return found;
    const programme = found.value;
    const { store } = this.#desk.parts;
    const { actions } = store.actions(id);
    const taken = new Set(store.versions(id).map(({ version }) => version));
    const current = (programme['templateVersion'] as string | null) ?? '1.0.0';
    const version = nextVersion(current, taken);
    const content = {
      ...(this.#desk.runningTemplate(programme, actions) as object),
      ...this.#listsToBegin(programme, actions),
      version,
    } as Readonly<Record<string, JsonValue>>;
    const trail = this.#over(programme, content, actions);
    const set = { state: 'draft', basedOn: current, content, trail };
    return ok({ version, set });
  }

  draft(id: string, version: string): Result<DraftView, CoreFailure> {
    const found = this.#desk.programme(id);
    if (!found.ok) return found;
    const record = this.#desk.version(id, version);
    if (!record.ok) return record;
    const { content, state, note, basedOn } = record.value;
    const frame = frameOf(content as Readonly<Record<string, JsonValue>>);
    return ok({
      version,
      state,
      note,
      basedOn,
      mayEdit: state === 'draft' && this.#desk.mayEdit(id),
      ...frame,
      actions: actionsOf(content).map((action) => plainAction(action)) as DraftView['actions'],
      problems: [...this.#desk.problemsOf(content, actionsOf(content))],
    });
  }

  editDraft(id: string, version: string, edit: DraftEdit): Result<{ id: string }, CoreFailure> {
    const record = this.toChange(id, version);
    if (!record.ok) return record;
    const edited = this.edited(id, record.value.content, edit);
    if (!edited.ok) return edited;
    const { content } = edited.value;
    this.#desk.parts.recordAll([[this.#desk.versionWrite(id, version, { content })]]);
    return ok({ id: edited.value.id });
  }

  /** The content of a draft after an edit, and the action that it was about. */
  edited(
    id: string,
    content: JsonValue,
    edit: DraftEdit,
  ): Result<{ content: JsonValue; id: string }, CoreFailure> {
    if (isListEdit(edit)) return this.#editedLists(id, content as ProgrammeValues, edit);
    const done = editKit(actionsOf(content), edit, {
      phases: phasesOf(content as ProgrammeValues),
      taken: this.#idsInUse(id, content),
    });
    if (!done.ok) return done;
    const actions = done.value.actions.map((action) => actionJson(action));
    return ok({ content: { ...(content as object), actions }, id: done.value.id });
  }

  #editedLists(
    id: string,
    content: ProgrammeValues,
    edit: ListEdit,
  ): Result<{ content: JsonValue; id: string }, CoreFailure> {
    const programme = this.#desk.programme(id);
    if (!programme.ok) return programme;
    const { phases, actors } = frameOf(content);
    const taken = new Set(frameOf(programme.value)[edit.list].map((entry) => entry.id));
    const done = editLists({ phases, actors, actions: actionsOf(content) }, edit, taken);
    if (!done.ok) return done;
    const { kit } = done.value;
    const after = { ...kit, actions: kit.actions.map(actionJson) };
    return ok({ content: { ...content, ...after } as unknown as JsonValue, id: done.value.id });
  }

  describe(id: string, version: string, note: string): Result<null, CoreFailure> {
    const record = this.toChange(id, version);
    if (!record.ok) return record;
    const set = { note: note.trim() === '' ? null : note.trim() };
    this.#desk.parts.recordAll([[this.#desk.versionWrite(id, version, set)]]);
    return ok(null);
  }

  drop(id: string, version: string): Result<null, CoreFailure> {
    const record = this.toChange(id, version);
    if (!record.ok) return record;
    this.#desk.parts.recordAll([[this.#desk.versionWrite(id, version, { state: 'dropped' })]]);
    return ok(null);
  }

  /** Keeps a template that came from elsewhere as a draft. */
  keep(programme: ProgrammeValues, template: Template): Result<{ version: string }, CoreFailure> {
    const { version } = template;
    const { store, recordAll } = this.#desk.parts;
    const known = store.versions(programme.id).find((one) => one.version === version);
    if (known !== undefined && !known.removed && known.state === 'merged') {
      return err({ type: 'TemplateVersionTaken', version });
    }
    const set = {
      state: 'draft',
      basedOn: programme['templateVersion'] ?? null,
      content: { ...template, actions: template.actions.map(actionJson) } as unknown as JsonValue,
      note: template.note?.fr ?? null,
      trail: null,
    };
    recordAll([[this.#desk.versionWrite(programme.id, version, set)]]);
    return ok({ version });
  }

  /** A draft that may be written. Fails with TemplateNotADraft among others. */
  toChange(id: string, version: string): Result<VersionRecord, CoreFailure> {
    const found = this.#desk.toWrite(id);
    if (!found.ok) return found;
    const record = this.#desk.version(id, version);
    if (record.ok && record.value.state !== 'draft') {
      return err({ type: 'TemplateNotADraft', version });
    }
    return record;
  }

  /** Ids that a new action of a draft may not take: those of the running kit that the draft lacks. */
  #idsInUse(id: string, content: JsonValue): Set<string> {
    const own = new Set(actionsOf(content).map((action) => action.id));
    const { actions } = this.#desk.parts.store.actions(id);
    return new Set(actions.map((action) => action.id).filter((one) => !own.has(one)));
  }

  /** Phases and actors without those that only retired actions still name. */
  #listsToBegin(
    programme: ProgrammeValues,
    actions: readonly RunningAction[],
  ): Record<string, JsonValue> {
    const base = this.#desk.baseOf(programme);
    const usedBy = (retired: boolean): Set<string> =>
      new Set(actions.filter((one) => one.retired === retired).flatMap(namedBy));
    const [live, left] = [usedBy(false), usedBy(true)];
    const begun: Record<string, JsonValue> = {};
    for (const list of ['phases', 'actors'] as const) {
      const known = new Set(base?.[list].map(({ id }) => id));
      const entries = entriesOf(programme, list);
      begun[list] = entries.filter(
        ({ id }) => known.has(id) || live.has(`${list}:${id}`) || !left.has(`${list}:${id}`),
      );
    }
    return begun;
  }

  /** What a draft begins with, where it is not the version that the running kit was made from. */
  #over(
    programme: ProgrammeValues,
    content: Readonly<Record<string, JsonValue>>,
    actions: readonly RunningAction[],
  ): JsonValue {
    const base = this.#desk.baseOf(programme);
    const active = actions.filter(({ retired }) => !retired);
    const same =
      base !== null &&
      base.actions.length === active.length &&
      base.actions.every(
        (action, at) => action.id === active[at]!.id && sameBody(action, active[at]!),
      );
    const lists = kitLists.filter(
      (list) => base === null || !sameJson(base[list] as JsonValue, entriesOf(content, list)),
    );
    if (same && lists.length === 0) return null;
    return {
      ...(!same && { over: active.map(actionJson) }),
      overLists: Object.fromEntries(lists.map((list) => [list, entriesOf(content, list)])),
    };
  }
}

/** Phases and actors that an action names, each with its list. */
function namedBy({ phase, actors }: RunningAction): string[] {
  return [`phases:${phase}`, ...actors.map((actor) => `actors:${actor}`)];
}

function entriesOf(values: Readonly<Record<string, JsonValue>>, list: string): Entry[] {
  return (values[list] ?? []) as unknown as Entry[];
}

/** The actions of a version's content, as far as they can be read. */
export function actionsOf(content: JsonValue): KitAction[] {
  const read = checkTemplate(content);
  if (read.ok) return read.value.actions;
  const actions = (content as { actions?: unknown } | null)?.actions;
  if (!Array.isArray(actions)) return [];
  return actions.map((action: Partial<KitAction> & { id: string }) => ({
    ...blankAction(action.id, '', { fr: action.id }),
    ...action,
  }));
}

/** The running kit with its active actions as given, and retired ones where they stood. */
function withRetired(
  before: readonly RunningAction[],
  active: readonly KitAction[],
): RunningAction[] {
  const kept = new Set(active.map(({ id }) => id));
  const order: RunningAction[] = active.map((action) => ({ ...action, retired: false }));
  for (const [at, action] of before.entries()) {
    if (kept.has(action.id)) continue;
    const previous = before[at - 1]?.id;
    const place = previous === undefined ? 0 : order.findIndex(({ id }) => id === previous) + 1;
    order.splice(place, 0, { ...action, retired: true });
  }
  return order;
}

function frameOf(values: Readonly<Record<string, JsonValue>>) {
  return {
    phases: (values['phases'] ?? []) as unknown as TemplateView['phases'],
    actors: (values['actors'] ?? []) as unknown as TemplateView['actors'],
    variants: (values['variants'] ?? []) as unknown as TemplateView['variants'],
    levels: (values['levels'] ?? []) as unknown as TemplateView['levels'],
  };
}

function phasesOf(values: Readonly<Record<string, JsonValue>>): string[] {
  return frameOf(values).phases.map(({ id }) => id);
}

/** Lists that may be changed by whoever gets them. */
function plainAction<A extends KitAction>(action: A): A {
  return { ...action, actors: [...action.actors], dependsOn: [...action.dependsOn] };
}
