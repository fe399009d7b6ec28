import type { Handlers, InputOf, OutputOf } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { plain, wordsOf } from '../../../shared/kernel/plain.ts';
import { never } from '../../../shared/kernel/never.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type {
  coverageContract,
  coverageFilesContract,
  TrainerStatement,
} from '../../../shared/training/coverage.contract.ts';
import { trainerMonths } from '../../../shared/training/trainerDays.rules.ts';
import type { Reader } from '../store/database.ts';
import { createSchoolPeople } from './candidates.ts';
import { coverageFigures, trackFigures } from './coverage.figures.ts';
import { createKeptCoverage } from './coverage.kept.ts';
import { missingOf } from './coverage.missing.ts';
import { personRow, schoolRow, type Covered, type CoveredPerson } from './coverage.model.ts';
import { createKitProposals } from './coverage.proposals.ts';
import { createCoverageStore, type WaveSchool } from './coverage.store.ts';
import { writeCoverage } from './coverage.tables.ts';
import type { FoundTraining, TrainingContext } from './training.context.ts';

type Contract = typeof coverageContract;
type Listed = InputOf<Contract['coverage.people']>;

interface Looked {
  readonly found: FoundTraining;
  readonly covered: Covered;
  readonly head: Pick<OutputOf<Contract['coverage.people']>, 'wave' | 'asOf' | 'today' | 'partial'>;
}

/** Who of a wave is trained, school by school, and what that says of trainers and kits. */
export function createCoverageHandlers(
  context: TrainingContext,
  db: Reader,
): Handlers<Contract & typeof coverageFilesContract, CoreFailure> {
  const rows = createCoverageStore(db);
  const kept = createKeptCoverage({ context, rows }, createSchoolPeople(db));
  const proposals = createKitProposals(context, rows);
  const schoolFits = searchOf<WaveSchool>(({ name, nameAr, town, code }) => [
    name,
    nameAr,
    town,
    code,
  ]);
  const personFits = searchOf<CoveredPerson>((person) => [
    person.name,
    person.schoolName,
    person.town,
    person.function,
  ]);

  function look(input: {
    readonly wave?: string | undefined;
    readonly asOf?: LocalDate | undefined;
  }): Result<Looked, CoreFailure> {
    const found = context.find(input.wave);
    if (!found.ok) return found;
    const { today, wave } = found.value;
    const asOf = input.asOf ?? today;
    if (asOf > today) return err({ type: 'DayAhead', day: asOf, today });
    return ok({
      found: found.value,
      covered: kept.on(found.value, asOf),
      head: { wave: wave.id, asOf, today, partial: !context.mayRecord(wave.id) },
    });
  }

  function read(input: Listed): Result<OutputOf<Contract['coverage.read']>, CoreFailure> {
    const looked = look(input);
    if (!looked.ok) return looked;
    const { covered, head } = looked.value;
    const { ground } = covered;
    const words = wordsOf(input.text ?? '');
    const ofTrack = trackFilter(input);
    const all = ground.schools
      .filter((school) => schoolFits(school, words))
      .map((school) => schoolRow(covered, school, ofTrack))
      .filter((row) => {
        if (input.track !== undefined && row.toTrain === 0) return false;
        return input.state === undefined || row[input.state] > 0;
      });
    return ok({
      ...head,
      total: all.length,
      figures: coverageFigures(covered, context.store, head.partial),
      tracks: ground.tracks.map((track) => trackFigures(covered, track)),
      rows: all.slice(input.offset, input.offset + input.limit),
    });
  }

  function people(input: Listed): Result<OutputOf<Contract['coverage.people']>, CoreFailure> {
    const looked = look(input);
    if (!looked.ok) return looked;
    const { covered, head } = looked.value;
    const words = wordsOf(input.text ?? '');
    const { state } = input;
    const all = covered.people
      .filter(trackFilter(input))
      .filter((person) => personFits(person, words))
      .filter(({ progress, daysLate }) =>
        state === 'late' ? daysLate > 0 : state === undefined || progress.state === state,
      );
    return ok({
      ...head,
      total: all.length,
      rows: all.slice(input.offset, input.offset + input.limit).map(personRow),
    });
  }

  function trainers(
    input: InputOf<Contract['coverage.trainers']>,
  ): Result<OutputOf<Contract['coverage.trainers']>, CoreFailure> {
    const looked = look(input);
    if (!looked.ok) return looked;
    const { found, head, covered } = looked.value;
    const { id: wave, programme } = found.wave;
    const removed = context.store.removed.trainers(programme, wave);
    const known = [...context.store.trainers(programme, wave), ...removed];
    const gone = new Set(removed.map(({ id }) => id));
    const me = context.me()!.person;
    const byId = new Map(known.map((one) => [one.id, one]));
    const sites = new Map(
      [
        ...context.store.sites(programme, wave),
        ...context.store.removed.sites(programme, wave),
      ].map((site) => [site.id, site]),
    );
    const pairs = new Map<string, string>();
    for (const { first, second } of context.store.pairs(wave)) {
      const [a, b] = [byId.get(first ?? '')?.name ?? null, byId.get(second ?? '')?.name ?? null];
      if (first !== null && b !== null) pairs.set(first, b);
      if (second !== null && a !== null) pairs.set(second, a);
    }
    const months = trainerMonths(
      known.map((one) => ({ id: one.id, at: pointOf(one) })),
      covered.ground.sessions.map(({ day, halves, status, mode, trainers: who, site }) => ({
        day,
        halves,
        status,
        mode,
        trainers: who,
        at: pointOf(sites.get(site ?? '')),
      })),
      head.asOf,
    );
    const order = new Map(known.map(({ id }, at) => [id, at]));
    const all = months
      .map((month): TrainerStatement => {
        const one = byId.get(month.trainer);
        return {
          ...month,
          name: one?.name ?? month.trainer,
          removed: gone.has(month.trainer),
          sphere: one?.sphere ?? null,
          town: one?.town ?? null,
          pair: pairs.get(month.trainer) ?? null,
        };
      })
      // Who trains sees their own days; who plans, all of them; the others none.
      .filter(({ trainer }) => context.mayPlan(wave) || byId.get(trainer)?.person === me)
      .sort((a, b) => (order.get(a.trainer) ?? 0) - (order.get(b.trainer) ?? 0));
    return ok({ ...head, total: all.length, rows: all });
  }

  return {
    'coverage.read': read,
    'coverage.people': people,
    'coverage.school': ({ establishment, ...input }) => {
      const looked = look(input);
      if (!looked.ok) return looked;
      const { covered } = looked.value;
      const school = covered.ground.schools.find(({ id }) => id === establishment);
      if (school === undefined) return err({ type: 'EstablishmentUnknown', establishment });
      const sites = new Map(
        context.store
          .sites(looked.value.found.wave.programme, looked.value.found.wave.id)
          .map((site) => [site.id, site.town ?? site.name]),
      );
      return ok({
        school: schoolRow(covered, school, () => true),
        people: (covered.bySchool.get(establishment) ?? []).map((person) => ({
          ...personRow(person),
          missing: missingOf(covered, person, sites),
        })),
      });
    },
    'coverage.trainers': trainers,
    'coverage.proposals': (input) => {
      const ofSchool = input.step ?? input.establishment;
      if (input.step !== undefined && !proposals.isFollowed(input)) return ok({ rows: [] });
      const wave = input.wave ?? proposals.waveOf(input);
      // The kit of a school without trainings: there is nothing to say.
      if (ofSchool !== undefined && wave === undefined) return ok({ rows: [] });
      const looked = look({ wave });
      if (!looked.ok) return looked;
      return ok({ rows: proposals.of(looked.value.covered, input) });
    },
    'coverage.write': ({ table, file, language, wave, asOf }) => {
      const input = { wave, asOf, offset: 0, limit: 1_000_000 };
      const found = context.find(wave);
      if (!found.ok) return found;
      const words = context.words(found.value.wave.programme, language);
      switch (table) {
        case 'schools': {
          const answer = read(input);
          return answer.ok ? writeCoverage(file, language, table, answer.value, words) : answer;
        }
        case 'people': {
          const answer = people(input);
          return answer.ok ? writeCoverage(file, language, table, answer.value, words) : answer;
        }
        case 'trainers': {
          const answer = trainers(input);
          return answer.ok ? writeCoverage(file, language, table, answer.value, words) : answer;
        }
        default:
          return never(table);
      }
    },
  };
}

/** Whether all words occur in what is said of a row, which is put together once, when first searched. */
function searchOf<R extends object>(
  texts: (row: R) => readonly (string | null)[],
): (row: R, words: readonly string[]) => boolean {
  const known = new WeakMap<R, string>();
  return (row, words) => {
    if (words.length === 0) return true;
    const said = known.get(row) ?? plain(texts(row).filter(Boolean).join('\n'));
    known.set(row, said);
    return words.every((word) => said.includes(word));
  };
}

function trackFilter({ track }: Listed): (person: CoveredPerson) => boolean {
  return (person) => track === undefined || person.track.id === track;
}

function pointOf(
  place: { readonly latitude: number | null; readonly longitude: number | null } | undefined,
): { lat: number; lng: number } | null {
  if (place === undefined || place.latitude === null || place.longitude === null) return null;
  return { lat: place.latitude, lng: place.longitude };
}
