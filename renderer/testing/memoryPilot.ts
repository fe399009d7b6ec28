import type { Bridge } from '../../shared/bridge/bridge.ts';
import type { Handlers } from '../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../shared/bridge/failure.ts';
import { matches, plain } from '../../shared/kernel/plain.ts';
import { ok } from '../../shared/kernel/result.ts';
import type { EstablishmentSummary } from '../../shared/kit/kit.contract.ts';
import type { SchoolLine } from '../../shared/kit/pilot.contract.ts';
import { bucketOf, DEFAULT_BOUNDS } from '../../shared/kit/pilot.rules.ts';

type Methods = Handlers<
  Pick<
    Bridge,
    | 'kit.places'
    | 'kit.names'
    | 'pilot.schools'
    | 'pilot.figures'
    | 'pilot.actions'
    | 'pilot.bounds'
  >,
  CoreFailure
>;

const TODAY = '2024-01-22';

/** Lists and figures of the schools of a bridge in memory, as far as pages are tried with them. */
export function memoryPilot(state: { establishments: EstablishmentSummary[] }): Methods {
  const lines = (): SchoolLine[] =>
    state.establishments.map(({ roles: _roles, ...school }) => ({
      ...school,
      level: null,
      bucket:
        school.progress.applicable === 0 ? null : bucketOf(school.progress.percent, DEFAULT_BOUNDS),
      observed: null,
      signals: [],
    }));
  const programmes = () => {
    const known = new Map(lines().map(({ programme }) => [programme?.id, programme]));
    return [...known.values()].filter((programme) => programme !== null);
  };
  const counts = () => {
    const all = lines();
    const followed = all.filter(({ bucket }) => bucket !== null);
    const having = (key: 'late' | 'blocked') => ({
      establishments: followed.filter((school) => school[key] > 0).length,
      steps: followed.reduce((sum, school) => sum + school[key], 0),
    });
    const inBucket = (name: string) => followed.filter(({ bucket }) => bucket === name).length;
    return {
      establishments: followed.length,
      withoutKit: all.length - followed.length,
      buckets: {
        over: inBucket('over'),
        between: inBucket('between'),
        under: inBucket('under'),
      },
      late: having('late'),
      blocked: having('blocked'),
    };
  };
  return {
    'kit.places': () =>
      ok({
        count: state.establishments.length,
        others: 0,
        first: lines()
          .slice(0, 5)
          .map(({ id, name, nameAr, town, wave }) => ({ id, name, nameAr, town, wave })),
        programmes: programmes(),
      }),
    'kit.names': ({ places }) =>
      ok(
        places.flatMap((place) => {
          const school = state.establishments.find(({ id }) => place === `establishment:${id}`);
          return school === undefined
            ? []
            : [
                {
                  id: place,
                  name: [school.name, school.town].filter(Boolean).join(', '),
                  programme: school.programme?.id ?? null,
                },
              ];
        }),
      ),
    'pilot.schools': (input) => {
      const { sort = 'town', descending = false, offset = 0, limit = 200 } = input;
      const found = lines().filter(
        (school) =>
          matches(plain([school.name, school.town, school.code].join('\n')), input.search ?? '') &&
          (input.bucket === undefined || school.bucket === input.bucket),
      );
      const keyOf = (school: SchoolLine): string | number =>
        sort === 'percent'
          ? school.progress.percent
          : sort === 'late' || sort === 'blocked'
            ? school[sort]
            : plain(sort === 'name' ? school.name : (school.town ?? ''));
      found.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1) * (descending ? -1 : 1));
      return ok({
        asOf: TODAY,
        today: TODAY,
        total: found.length,
        all: state.establishments.length,
        others: 0,
        rows: found.slice(offset, offset + limit),
      });
    },
    'pilot.figures': ({ asOf }) =>
      ok({
        asOf: asOf ?? TODAY,
        today: TODAY,
        practice: false,
        programme: programmes()[0] ?? null,
        programmes: programmes(),
        wave: null,
        counts: counts(),
        bounds: DEFAULT_BOUNDS,
        mayBound: true,
        observed: { action: null, on: null, loaded: 0, total: 0, percent: 0 },
        gaps: { observedNotDeclared: 0, declaredNotObserved: 0 },
        signals: [counts().establishments, 0, 0, 0, 0],
        waves: [],
      }),
    'pilot.actions': () => ok({ asOf: TODAY, today: TODAY, actions: [] }),
    'pilot.bounds': () => ok(null),
  };
}
