import { parseScope, type ScopeId } from '../../../../shared/schema/scope.ts';
import { dayNumber } from './days.ts';
import type { ObservationRecord } from './indexStore.ts';

/** What reports of the product have said of schools, by programme and indicator. */
export interface Observed {
  /** Records of a school come in the order of their days. */
  add(record: ObservationRecord): void;
  remove(school: string): void;
  /**
   * What reports until a day say of all schools. A school is observed when the latest of its own
   * reports has a value above 0; one that no report names is not.
   */
  on(programme: string, indicator: string, day: number): Reported;
}

export interface Reported {
  /** The latest report until the day; null: none has been read. */
  readonly latest: string | null;
  readonly schools: ReadonlySet<string>;
}

interface Said {
  readonly date: string;
  readonly day: number;
  readonly value: number;
}

export function createObserved(): Observed {
  const all = new Map<string, Map<string, Said[]>>();
  return {
    add({ scope, programme, indicator, day, value }) {
      if (programme === null || indicator === null || day === null) return;
      const key = `${programme} ${indicator}`;
      const schools = all.get(key) ?? new Map<string, Said[]>();
      all.set(key, schools);
      const school = parseScope(scope as ScopeId).id;
      const said = { date: day, day: dayNumber(day), value: value ?? 0 };
      const list = schools.get(school);
      if (list === undefined) schools.set(school, [said]);
      else list.push(said);
    },
    remove(school) {
      for (const schools of all.values()) schools.delete(school);
    },
    on(programme, indicator, day) {
      const schools = new Set<string>();
      let latest: Said | null = null;
      for (const [school, list] of all.get(`${programme} ${indicator}`) ?? []) {
        const said = list.findLast((one) => one.day <= day);
        if (said === undefined) continue;
        if (latest === null || said.day > latest.day) latest = said;
        if (said.value > 0) schools.add(school);
      }
      return { latest: latest?.date ?? null, schools };
    },
  };
}
