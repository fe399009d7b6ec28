import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { Handlers, InputOf } from '../../../shared/bridge/contract.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { err, ok } from '../../../shared/kernel/result.ts';
import { percentOf, type Progress } from '../../../shared/kit/kit.rules.ts';
import {
  FEW_PLACES,
  MAX_ROWS,
  signals,
  type ActionLine,
  type PilotFigures,
  type pilotContract,
  type SchoolLine,
  type SchoolsInput,
} from '../../../shared/kit/pilot.contract.ts';
import { parseScope, scopeId, type ScopeId } from '../../../shared/schema/scope.ts';
import type { Write } from '../store/record.ts';
import { actionLines, countsOf } from './index/counts.ts';
import type { Desk } from './index/desk.ts';
import { NEVER } from './index/days.ts';
import type { Figures } from './index/figures.ts';
import type { KitIndex } from './index/kitIndex.ts';
import {
  boundsOf,
  counted,
  createReading,
  listed,
  matcher,
  sorted,
  type Reading,
} from './index/lists.ts';
import type { Place } from './index/places.ts';

type Pilot = typeof pilotContract;

/** What the figures need of the rest of the core. */
export interface PilotParts {
  readonly index: KitIndex;
  /** The day that lateness is counted from, and whether practice data pretend that it is. */
  readonly today: () => { readonly day: LocalDate; readonly practice: boolean };
  readonly mayWrite: (scope: ScopeId, entity: string, fields: readonly string[]) => boolean;
  readonly record: (writes: readonly Write[]) => unknown;
}

/** One look at the index: everything in it fits together. */
interface Look {
  readonly desk: Desk;
  readonly figures: Figures;
  readonly reading: Reading;
  readonly asOf: LocalDate;
  readonly today: LocalDate;
  readonly practice: boolean;
}

/** Lists that were asked for, kept until anything changes: a list is fetched page by page. */
interface Kept {
  readonly orders: Map<string, number[]>;
  readonly lists: Map<string, number[]>;
  readonly actions: Map<string, ActionLine[]>;
  readonly figures: Map<string, PilotFigures>;
}
const LISTS_KEPT = 20;

/** How far a school is with its kit. */
export interface KitFigures {
  readonly progress: Progress;
  readonly late: number;
  readonly blocked: number;
}

/** Figures and lists out of the index. */
export interface PilotService {
  readonly handlers: Handlers<Pilot, CoreFailure>;
  /** How far schools are today, each in a wave; undefined: it is not in that wave. */
  memberFigures(): (wave: string, establishment: string) => KitFigures | undefined;
  /** Late and blocked steps of all establishments today. */
  totals(): { late: number; blocked: number };
}

export function createPilot(parts: PilotParts): PilotService {
  const keptBy = new WeakMap<Figures, Kept>();
  const numbersBy = new WeakMap<readonly Place[], ReadonlyMap<string, number>>();

  /** The numbers of places by wave and school. */
  function numbersIn(places: readonly Place[]): ReadonlyMap<string, number> {
    const known = numbersBy.get(places);
    if (known !== undefined) return known;
    const numbers = new Map(
      places.map(({ wave, id }, number) => [memberKey(wave ?? '', id), number] as const),
    );
    numbersBy.set(places, numbers);
    return numbers;
  }

  function look(asOf: LocalDate | undefined): Look {
    const { day: today, practice } = parts.today();
    // A later day is what is known today, with lateness as it will be then.
    const past = asOf !== undefined && asOf < today ? asOf : null;
    const figures = parts.index.figures(past, asOf ?? today);
    const desk = parts.index.desk();
    const reading = createReading(desk, figures);
    return { desk, figures, reading, asOf: asOf ?? today, today, practice };
  }

  /** The programme that is meant: a wave's, else the one that most schools here are in. */
  function programmeOf(
    desk: Desk,
    input: { programme?: string | undefined; wave?: string | undefined },
  ): string | null {
    if (input.programme !== undefined) return input.programme;
    const wave = desk.waves.find(({ id }) => id === input.wave);
    if (wave !== undefined) return wave.programme;
    const counts = new Map<string, number>();
    for (const { programme } of desk.places) {
      if (programme !== null) counts.set(programme, (counts.get(programme) ?? 0) + 1);
    }
    return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
  }

  function programmesOf(desk: Pick<Desk, 'places' | 'programmes'>): { id: string; name: string }[] {
    const here = new Set(desk.places.map(({ programme }) => programme));
    return desk.programmes.filter(({ id }) => here.has(id)).map(({ id, name }) => ({ id, name }));
  }

  function keptOf(figures: Figures): Kept {
    const known = keptBy.get(figures);
    if (known !== undefined) return known;
    const kept: Kept = {
      orders: new Map(),
      lists: new Map(),
      actions: new Map(),
      figures: new Map(),
    };
    keptBy.set(figures, kept);
    return kept;
  }

  function numbersOf(
    seen: Look,
    input: SchoolsInput,
    programme: string | null,
  ): { matching: number[]; all: number; others: number } {
    const { desk, figures, reading } = seen;
    const kept = keptOf(figures);
    const { everywhere, wave, sort = 'town', descending = false } = input;
    const filter = { ...input, programme: programme ?? undefined };
    const orderKey = JSON.stringify([programme, everywhere, wave, sort, descending]);
    let order = kept.orders.get(orderKey);
    if (order === undefined) {
      order = sorted(figures, reading, listed(figures, filter), sort, descending);
      kept.orders.set(orderKey, order);
    }
    const key = JSON.stringify({ ...filter, offset: 0, limit: 0 });
    let matching = kept.lists.get(key);
    if (matching === undefined) {
      matching = order.filter(matcher(desk, figures, reading, filter));
      if (kept.lists.size === LISTS_KEPT) kept.lists.clear();
      kept.lists.set(key, matching);
    }
    const all = counted(figures, order).length;
    return { matching, all, others: order.length - all };
  }

  function line({ desk, figures, reading }: Look, number: number): SchoolLine {
    const place = figures.places[number]!;
    return {
      ...nameOf(place),
      type: place.type,
      level: levelOf(desk, place),
      code: place.code,
      programme:
        place.programme === null
          ? null
          : { id: place.programme, name: place.programmeName ?? place.programme },
      switchoverDate: place.switchoverDate,
      progress: progressAt(figures, number),
      bucket: reading.bucket(number),
      late: figures.late[number]!,
      blocked: figures.blocked[number]!,
      observed:
        place.level !== null || figures.applicable[number] === 0 ? null : reading.observed(number),
      signals: reading.signals(number),
    };
  }

  function figuresOf(input: InputOf<Pilot['pilot.figures']>): PilotFigures {
    const seen = look(input.asOf);
    const kept = keptOf(seen.figures).figures;
    const key = JSON.stringify([input.programme, input.wave, seen.today, seen.practice]);
    let found = kept.get(key);
    if (found === undefined) {
      found = countAll(seen, input);
      kept.set(key, found);
    }
    // Who may do what changes apart from the figures.
    const programme = found.programme?.id;
    const mayBound =
      programme !== undefined &&
      // Those of a past day are what they were.
      found.asOf >= found.today &&
      parts.mayWrite(scopeId('programme', programme), 'programme', ['bucketBounds']);
    return { ...found, mayBound };
  }

  function countAll(seen: Look, input: InputOf<Pilot['pilot.figures']>): PilotFigures {
    const { desk, figures, reading, asOf, today, practice } = seen;
    const programme = programmeOf(desk, input);
    // With one programme, schools that have not joined a wave are of it, as in the list of schools.
    const everywhere =
      input.wave === undefined && figures.past === NEVER && desk.programmes.length === 1;
    const filter = { programme: programme ?? undefined, wave: input.wave, everywhere };
    const numbers = counted(figures, listed(figures, filter));
    const followed = numbers.filter((place) => figures.applicable[place]! > 0);
    const withGap = (kind: Parameters<Reading['hasGap']>[1]): number =>
      followed.filter((place) => reading.hasGap(place, kind)).length;
    const linked =
      programme === null ? null : (desk.kit(programme)?.on(figures.past).linked ?? null);
    const loaded = withGap('observed');
    const bySignals = Array.from({ length: signals.length + 1 }, () => 0);
    for (const place of followed) bySignals[reading.signals(place).length]! += 1;
    const waves = desk.waves.filter((wave) => wave.programme === programme);
    const wave = waves.find(({ id }) => id === input.wave);
    const programmes = programmesOf(desk);
    return {
      asOf,
      today,
      practice,
      programme: programmes.find(({ id }) => id === programme) ?? null,
      programmes,
      wave: wave === undefined ? null : { id: wave.id, label: wave.label },
      counts: countsOf(figures, reading, numbers),
      bounds: { ...boundsOf(desk, programme, figures.past) },
      mayBound: false,
      observed: {
        action:
          linked === null
            ? null
            : {
                id: linked.action.action,
                title: linked.action.title ?? { fr: linked.action.action },
              },
        on: figures.reports.get(programme ?? '')?.latest ?? null,
        loaded,
        total: followed.length,
        percent: percentOf(loaded, followed.length),
      },
      gaps: {
        observedNotDeclared: withGap('observedNotDeclared'),
        declaredNotObserved: withGap('declaredNotObserved'),
      },
      signals: bySignals,
      waves: wavesOf(seen, programme),
    };
  }

  function wavesOf(
    { desk, figures, reading, asOf }: Look,
    programme: string | null,
  ): PilotFigures['waves'] {
    const byWave = new Map<string, number[]>();
    const withOthers = new Set<string>();
    for (const [number, place] of figures.places.entries()) {
      if (place.programme !== programme || place.wave === null) continue;
      if (place.level !== null) {
        withOthers.add(place.wave);
        continue;
      }
      const list = byWave.get(place.wave);
      if (list === undefined) byWave.set(place.wave, [number]);
      else list.push(number);
    }
    return (
      (
        figures.past === NEVER
          ? desk.waves
          : desk.wavesOn(asOf, (wave) => byWave.has(wave) || withOthers.has(wave))
      )
        .filter((wave) => wave.programme === programme)
        // A wave of academies alone has no schools to compare with those of the others.
        .filter(({ id }) => byWave.has(id) || !withOthers.has(id))
        .map(({ id, label, switchoverDate }) => ({
          id,
          label,
          switchoverDate,
          ...countsOf(figures, reading, byWave.get(id) ?? []),
        }))
    );
  }

  const handlers: Handlers<Pilot, CoreFailure> = {
    'kit.places': () => {
      const desk = parts.index.places();
      const [schools, others] = [true, false].map((isSchool) =>
        desk.places.filter(({ level }) => (level === null) === isSchool),
      ) as [Place[], Place[]];
      const countOf = (places: readonly Place[]): number =>
        new Set(places.map(({ id }) => id)).size;
      const first = new Map<string, Place>();
      for (const place of [...schools, ...others]) {
        if (first.size === FEW_PLACES) break;
        // A kit belongs to a programme: that part of a school comes before one without.
        if (first.get(place.id)?.programme === undefined || first.get(place.id)?.programme === null)
          first.set(place.id, place);
      }
      return ok({
        count: countOf(schools),
        others: countOf(others),
        first: [...first.values()].map(nameOf),
        programmes: programmesOf(desk),
      });
    },

    'kit.names': ({ places }) => {
      const desk = parts.index.places();
      const wanted = new Set(places);
      const schools = new Map(
        desk.places
          .map(
            ({ id, name, town, programme }) =>
              [
                scopeId('establishment', id),
                { name: [name ?? id, town].filter(Boolean).join(', '), programme },
              ] as const,
          )
          .filter(([scope]) => wanted.has(scope)),
      );
      return ok(
        [...wanted].flatMap((scope) => {
          const { kind, id } = parseScope(scope as ScopeId);
          if (kind === 'wave') {
            const wave = desk.waves.find((one) => one.id === id);
            if (wave === undefined) return [];
            return [{ id: scope, name: wave.label, programme: wave.programme }];
          }
          if (kind === 'programme') {
            const name = desk.programmes.find((programme) => programme.id === id)?.name;
            return name === undefined ? [] : [{ id: scope, name, programme: id }];
          }
          const school = schools.get(scope as ScopeId);
          return school === undefined ? [] : [{ id: scope, ...school }];
        }),
      );
    },

    'pilot.schools': (input) => {
      const seen = look(input.asOf);
      const programme = input.everywhere === true ? null : programmeOf(seen.desk, input);
      const { matching, all, others } = numbersOf(seen, input, programme);
      const { offset = 0, limit = MAX_ROWS } = input;
      return ok({
        asOf: seen.asOf,
        today: seen.today,
        total: matching.length,
        all,
        others,
        rows: matching.slice(offset, offset + limit).map((number) => line(seen, number)),
      });
    },

    'pilot.figures': (input) => ok(figuresOf(input)),

    'pilot.actions': (input) => {
      const { desk, figures, asOf, today } = look(input.asOf);
      const programme = programmeOf(desk, input);
      if (programme === null) return ok({ asOf, today, actions: [] });
      const kept = keptOf(figures).actions;
      const key = JSON.stringify([programme, input.wave]);
      let actions = kept.get(key);
      if (actions === undefined) {
        const numbers = counted(figures, listed(figures, { programme, wave: input.wave }));
        actions = actionLines(desk, figures, programme, numbers);
        kept.set(key, actions);
      }
      return ok({ asOf, today, actions });
    },

    'pilot.bounds': ({ programme, bounds }) => {
      const scope = scopeId('programme', programme);
      if (!parts.mayWrite(scope, 'programme', ['bucketBounds'])) {
        return err({ type: 'NotAllowed' });
      }
      parts.record([
        { entity: 'programme', row: programme, scope, set: { bucketBounds: { ...bounds } } },
      ]);
      return ok(null);
    },
  };
  return {
    handlers,
    totals() {
      const { figures } = look(undefined);
      const { late, blocked } = figures;
      const schools = counted(figures, [...figures.places.keys()]);
      const sum = (counts: Uint16Array): number =>
        schools.reduce((all, place) => all + counts[place]!, 0);
      return { late: sum(late), blocked: sum(blocked) };
    },
    memberFigures() {
      const { figures } = look(undefined);
      const numbers = numbersIn(figures.places);
      return (wave, establishment) => {
        const number = numbers.get(memberKey(wave, establishment));
        return number === undefined
          ? undefined
          : {
              progress: progressAt(figures, number),
              late: figures.late[number]!,
              blocked: figures.blocked[number]!,
            };
      };
    },
  };
}

function memberKey(wave: string, establishment: string): string {
  return `${wave} ${establishment}`;
}

/** What the programme calls the level of a place that is no establishment. */
function levelOf(desk: Desk, { level, programme }: Place): SchoolLine['level'] {
  if (level === null) return null;
  const own = desk.programmes.filter(({ id }) => programme === null || id === programme);
  const known = own.flatMap(({ levels }) => levels).find(({ id }) => id === level);
  return known?.label ?? { fr: level };
}

function progressAt(figures: Figures, place: number): Progress {
  return {
    done: figures.done[place]!,
    applicable: figures.applicable[place]!,
    percent: figures.percent[place]!,
  };
}

function nameOf(place: Place): Pick<SchoolLine, 'id' | 'name' | 'nameAr' | 'town' | 'wave'> {
  return {
    id: place.id,
    name: place.name ?? place.id,
    nameAr: place.nameAr,
    town: place.town,
    wave: place.wave === null ? null : { id: place.wave, label: place.waveLabel ?? place.wave },
  };
}
