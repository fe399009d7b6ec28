import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { Role } from '../../../shared/access/roles.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { err, ok } from '../../../shared/kernel/result.ts';
import { daysLate } from '../../../shared/kit/kit.rules.ts';
import { kitStepId } from '../../../shared/kit/kitStep.entity.ts';
import { scopeId, type ScopeId } from '../../../shared/schema/scope.ts';
import { weekOf } from '../../../shared/week/week.rules.ts';
import {
  MANY_SCHOOLS,
  MAX_WEEK_ROWS,
  type weekContract,
  type WeekStep,
} from '../../../shared/week/week.contract.ts';
import type { KitIndex } from './index/kitIndex.ts';
import type { Kit as IndexedKit } from './index/kit.ts';
import type { Place } from './index/places.ts';
import { weekRows, type WeekRow } from './index/weekRows.ts';
import { actorsPlayed } from './kit.service.ts';
import type { ActionRecord, KitStore } from './kit.store.ts';
import type { WeekStore } from './week.store.ts';

/** Roles of people who look after schools and do not work off their kits. */
const steering: readonly Role[] = ['pilot', 'trainingLead', 'trainer', 'tutor', 'support'];

export interface WeekParts {
  readonly store: WeekStore;
  readonly index: KitIndex;
  readonly kit: Pick<KitStore, 'actions' | 'programme' | 'practiceDate'>;
  readonly me: () => { readonly person: string } | null;
  /** Roles that the device's person holds anywhere. */
  readonly myRoles: () => readonly Role[];
  readonly grantsOver: (
    scope: ScopeId,
  ) => readonly { role: Role; actors: readonly string[] | null }[];
  readonly mayWrite: (scope: ScopeId, entity: string, fields: readonly string[]) => boolean;
  /** The day that lateness is counted from. */
  readonly today: () => LocalDate;
  /** Steps of all schools on this device. */
  readonly totals: () => { readonly late: number; readonly blocked: number };
}

/** A programme's kit, worked out once for each answer. */
interface Kit {
  readonly actions: Map<string, ActionRecord>;
  /** Columns in the order of the kit, without what is nobody's work any more. */
  readonly columns: readonly number[];
  /** By column, 1 where somebody who plays those actors has a part. */
  readonly plays: (played: readonly string[]) => Uint8Array;
  /** Actors that the device's person plays in a school. */
  readonly playedIn: (school: string) => readonly string[];
}

/** Handlers of what somebody has to do in a week. */
export function weekHandlers(parts: WeekParts): Handlers<typeof weekContract, CoreFailure> {
  function kitReader(): (programme: string) => Kit {
    const desk = parts.index.desk();
    const known = new Map<string, Kit>();
    return (programme) => {
      const before = known.get(programme);
      if (before !== undefined) return before;
      const actors = parts.kit.programme(programme)?.actors ?? [];
      const actions = parts.kit.actions(programme);
      const kit = {
        actions,
        ...columnsOf(desk.kit(programme), actions),
        playedIn: (school: string) =>
          actorsPlayed(parts.grantsOver(scopeId('establishment', school)), actors),
      };
      known.set(programme, kit);
      return kit;
    };
  }

  function toStep(
    { place, programme, action, group, due, status, assigned }: WeekRow,
    title: WeekStep['title'],
    note: string | null,
    today: LocalDate,
  ): WeekStep {
    const { id, name, nameAr, town, programmeName } = place;
    return {
      id: kitStepId(id, programme, action),
      group,
      title,
      school: { id, name: name ?? id, nameAr, town },
      programme: { id: programme, name: programmeName ?? programme },
      due,
      daysLate: daysLate({ status, due }, today),
      status,
      note,
      assigned,
      mayTick: parts.mayWrite(scopeId('establishment', id), 'kitStep', [
        'status',
        'doneOn',
        'note',
      ]),
    };
  }

  return {
    'week.read': ({ day }) => {
      const me = parts.me();
      if (me === null) return err({ type: 'NotEnrolled' });
      const today = parts.today();
      const week = weekOf(day ?? today);
      const desk = parts.index.desk();
      const schools = new Set(desk.places.filter(({ level }) => level === null).map(({ id }) => id))
        .size;
      const steersMany =
        schools > MANY_SCHOOLS && parts.myRoles().every((role) => steering.includes(role));
      const kitOf = kitReader();
      const { counts, rows, nextDue } = weekRows(desk, {
        person: me.person,
        week,
        today,
        onlyAssigned: steersMany,
        limit: MAX_WEEK_ROWS,
        columns: (programme) => kitOf(programme).columns,
        plays: (place: Place, programme) => {
          const kit = kitOf(programme);
          return kit.plays(kit.playedIn(place.id));
        },
      });
      const idOf = ({ place, programme, action }: WeekRow): string =>
        kitStepId(place.id, programme, action);
      const notes = parts.store.notes(rows.map(idOf));
      return ok({
        today,
        practice: parts.kit.practiceDate() !== null,
        ...week,
        counts,
        steps: rows.map((row) => {
          const title = kitOf(row.programme).actions.get(row.action)?.title;
          return toStep(row, title ?? { fr: row.action }, notes.get(idOf(row)) ?? null, today);
        }),
        nextDue,
        over: steersMany ? { schools, ...parts.totals() } : null,
      });
    },
  };
}

/** Where the actions of a kit stand in its matrix, and which of them somebody has a part in. */
function columnsOf(
  indexed: IndexedKit | undefined,
  actions: Map<string, ActionRecord>,
): Pick<Kit, 'columns' | 'plays'> {
  const columnCount = indexed?.matrix.actions.length ?? 0;
  const atOf = new Map(indexed?.matrix.actions.map((action, column) => [action, column]));
  const columns = [...actions.values()].flatMap(({ action, retired }) =>
    retired ? [] : (atOf.get(action) ?? []),
  );
  const known = new Map<string, Uint8Array>();
  return {
    columns,
    plays(played) {
      const key = played.join('\n');
      const before = known.get(key);
      if (before !== undefined) return before;
      const plays = new Uint8Array(columnCount);
      for (const { action, actors } of actions.values()) {
        const column = atOf.get(action);
        if (column !== undefined && actors.some((actor) => played.includes(actor)))
          plays[column] = 1;
      }
      known.set(key, plays);
      return plays;
    },
  };
}
