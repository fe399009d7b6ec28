import type { Stamp } from '../../../shared/kernel/clock.ts';
import { addDays, daysBetween, type LocalDate } from '../../../shared/kernel/dates.ts';
import { dueDate } from '../../../shared/kit/kit.rules.ts';
import { kitStepId } from '../../../shared/kit/kitStep.entity.ts';
import { scopeId } from '../../../shared/schema/scope.ts';
import type { Template, TemplateAction } from '../../../shared/templates/template.schema.ts';
import { seedRow, stampOf, type SeedRow } from '../seedRows.ts';
import type { DescribedEstablishment, DescribedPerson, Description } from './description.ts';

/** Days before it is due that an action is done at the earliest. */
const EARLY_DAYS = 9;

/**
 * The kit of one establishment: of what is due by the practice date, the share that its pace
 * says, never before what it waits for, by somebody who plays one of its actors there.
 */
export function stepRows(
  establishment: DescribedEstablishment,
  description: Description,
  template: Template,
  started: Stamp,
): SeedRow[] {
  const { id, pace, wave, membership, fields } = establishment;
  if (pace === null) return [];
  const { programme, waves, blocked } = description;
  const of = waves.find((one) => one.id === wave)!.fields;
  const switchover = membership.switchoverDate ?? of.switchoverDate ?? null;
  const variant = membership.variant ?? of.variant ?? null;
  const today = programme.practiceDate;
  const done = new Map<string, LocalDate>();
  const actions = template.actions.filter(
    (action) =>
      (action.level ?? null) === (fields.level ?? null) &&
      (action.variant === null || action.variant === variant),
  );
  const due = new Map(
    actions.map((action) => [action.id, dueDate(action, switchover, variant) ?? today]),
  );
  const inTime = actions.toSorted((a, b) => (due.get(a.id)! < due.get(b.id)! ? -1 : 1));
  for (const action of inTime) {
    const on = due.get(action.id)!;
    const waits = action.dependsOn.some((other) => due.has(other) && !done.has(other));
    const isDue = daysBetween(today, on) <= pace.daysAhead;
    const isBlocked = blocked.some((one) => one.establishment === id && one.action === action.id);
    if (waits || isBlocked || !isDue || chance(id, action.id) >= pace.share) continue;
    const early = addDays(on, -Math.floor(chance(action.id, id) * EARLY_DAYS));
    done.set(action.id, early < today ? early : addDays(today, -1));
  }
  const stop = new Map(
    blocked.filter((one) => one.establishment === id).map((one) => [one.action, one]),
  );
  return actions.map((action) => {
    const rowId = kitStepId(id, programme.id, action.id);
    const base = { establishment: id, programme: programme.id, action: action.id };
    const scope = scopeId('establishment', id);
    const block = stop.get(action.id);
    if (block !== undefined) {
      const values = { ...base, status: 'blocked', note: block.note };
      return seedRow('kitStep', rowId, scope, values, stampOf(block.on, block.by));
    }
    const doneOn = done.get(action.id);
    if (doneOn === undefined) {
      return seedRow('kitStep', rowId, scope, { ...base, status: 'todo' }, started);
    }
    const by = doerOf(action, id, template, description.people);
    return seedRow(
      'kitStep',
      rowId,
      scope,
      { ...base, status: 'done', doneOn },
      stampOf(doneOn, by),
    );
  });
}

/** Id of the first person who plays an actor of the action in the establishment, else the pilot. */
function doerOf(
  action: TemplateAction,
  establishment: string,
  template: Template,
  people: readonly DescribedPerson[],
): string {
  for (const actor of action.actors) {
    const roles = template.actors.find(({ id }) => id === actor)!.roles;
    const doer = people.find(({ grants }) =>
      grants.some(
        ({ role, places, actors }) =>
          places.includes(`establishment:${establishment}`) &&
          (actors === undefined ? roles.includes(role) : actors.includes(actor)),
      ),
    );
    if (doer !== undefined) return doer.id;
  }
  return people[0]!.id;
}

/** A number from 0 to 1 that two texts always give: an FNV-1a hash. */
function chance(one: string, other: string): number {
  let hash = 0x811c9dc5;
  for (const character of `${one} ${other}`) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0;
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}
