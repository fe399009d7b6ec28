import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { PlanProgress, planningContract } from '../../../shared/training/planning.contract.ts';
import type { Score } from '../../../shared/training/planner/planner.types.ts';
import type { Reader } from '../store/database.ts';
import { createSchoolPeople, trackFor, type SchoolPerson } from './candidates.ts';
import { enrolmentWrite, planWrites } from './planApply.ts';
import { changedSince, groundOf, type PlanGround } from './planGround.ts';
import { planProblem } from './planProblem.ts';
import { createPlanSearch, type PlanSearch } from './planSearch.ts';
import { planView } from './planView.ts';
import type { FoundTraining, TrainingContext } from './training.context.ts';

/** Milliseconds of work before the core answers what else is asked. */
const SLICE_MS = 20;
const DEFAULT_SECONDS = 10;
const DEFAULT_SEED = 1;

interface Job {
  readonly id: string;
  readonly found: FoundTraining;
  readonly ground: PlanGround;
  readonly search: PlanSearch;
  readonly startedAt: number;
  progress: number;
  score: Score;
  done: boolean;
  ms: number;
}

/** Searches of plans, one at a time, in slices between what else the core is asked. */
export function createPlanningHandlers(
  db: Reader,
  context: TrainingContext,
): Handlers<typeof planningContract, CoreFailure> {
  const schoolPeople = createSchoolPeople(db);
  const windowsOf = db.prepare<[string], { from: string; until: string }>(
    `SELECT opens_on AS "from", closes_on AS until FROM environment_window
     WHERE programme = ? AND deleted IS NULL AND opens_on IS NOT NULL AND closes_on IS NOT NULL`,
  );
  const peopleOf = ({ wave }: FoundTraining): SchoolPerson[] => schoolPeople(wave.id, wave.actors);
  let job: Job | null = null;

  function functionIn({ wave }: FoundTraining): (person: SchoolPerson) => string | null {
    const labels = new Map(wave.actors.map(({ id, label }) => [id, label.fr]));
    return ({ actors }) => labels.get(actors[0] ?? '') ?? null;
  }

  function jobOf(id: string): Result<Job, CoreFailure> {
    return job?.id === id ? ok(job) : err({ type: 'BadInput', detail: 'job' });
  }

  function progressOf({ id, done, progress, score, ms, startedAt }: Job): PlanProgress {
    const spent = done ? ms : performance.now() - startedAt;
    return { job: id, done, progress, ms: Math.round(spent), score };
  }

  function work(mine: Job): void {
    if (mine !== job || mine.done) return;
    const { done, progress, best } = mine.search.step(SLICE_MS);
    mine.progress = progress;
    mine.score = best;
    if (done) end(mine);
    else setImmediate(work, mine);
  }

  function end(mine: Job): void {
    mine.done = true;
    mine.progress = 1;
    mine.ms = performance.now() - mine.startedAt;
  }

  return {
    'planning.start': ({ wave, seconds = DEFAULT_SECONDS, fresh = false, seed = DEFAULT_SEED }) => {
      const found = context.findToPlan(wave);
      if (!found.ok) return found;
      const problem = (anew: boolean) =>
        planProblem(context, peopleOf, (programme) => windowsOf.all(programme), found.value, anew);
      const started = performance.now();
      const standing = problem(false);
      const search = createPlanSearch(fresh ? [standing, problem(true)] : [standing], {
        seed,
        now: () => performance.now(),
        totalMs: seconds * 1000,
      });
      job = {
        id: context.newId(),
        found: found.value,
        ground: groundOf(context.store, wave),
        search,
        startedAt: started,
        progress: 0,
        score: { hard: 0, soft: 0 },
        done: false,
        ms: 0,
      };
      setImmediate(work, job);
      const { people, trainers } = standing.problem;
      return ok({ job: job.id, people: people.length, trainers: trainers.length });
    },
    'planning.progress': ({ job: id }) => {
      const mine = jobOf(id);
      return mine.ok ? ok(progressOf(mine.value)) : mine;
    },
    'planning.stop': ({ job: id }) => {
      const mine = jobOf(id);
      if (!mine.ok) return mine;
      if (!mine.value.done) {
        mine.value.score = mine.value.search.best().plan.score;
        end(mine.value);
      }
      return ok(progressOf(mine.value));
    },
    'planning.read': ({ job: id }) => {
      const mine = jobOf(id);
      if (!mine.ok) return mine;
      const { found, search } = mine.value;
      const { wave, plan } = search.best();
      return ok(planView(context, found, wave, plan));
    },
    'planning.apply': ({ job: id }) => {
      const mine = jobOf(id);
      if (!mine.ok) return mine;
      const { found, search, ground } = mine.value;
      if (!context.mayPlan(found.wave.id)) return err({ type: 'NotAllowed' });
      end(mine.value);
      const since = changedSince(ground, groundOf(context.store, found.wave.id));
      const { wave, plan } = search.best();
      const writes = planWrites(context, found, wave, plan, since, functionIn(found));
      if (writes.lists.length > 0) context.recordAll(writes.lists);
      job = null;
      const { groups, sessions, people, left } = writes;
      return ok({ groups, sessions, people, left });
    },
    'planning.candidates': ({ wave }) => {
      const found = context.findToPlan(wave);
      if (!found.ok) return found;
      return ok({
        candidates: candidatesOf(found.value).map(({ person, track }) => ({
          person: person.person,
          name: person.name,
          track,
          establishment: person.establishment,
          schoolName: person.schoolName,
          town: person.town,
        })),
      });
    },
    'planning.enrol': ({ wave, people }) => {
      const found = context.findToPlan(wave);
      if (!found.ok) return found;
      const known = new Map(peopleOf(found.value).map((one) => [one.person, one]));
      const tracks = new Set(
        context.store.tracks(found.value.wave.programme).map((track) => track.id),
      );
      const functionOf = functionIn(found.value);
      const lists = [];
      for (const { person, track } of people) {
        const one = known.get(person);
        if (one === undefined) return err({ type: 'PersonUnknown', person });
        if (!tracks.has(track)) return err({ type: 'BadInput', detail: 'track' });
        lists.push([enrolmentWrite(context, wave, track, one, functionOf(one))]);
      }
      context.recordAll(lists);
      return ok({ enrolled: lists.length });
    },
  };

  function candidatesOf(found: FoundTraining): { person: SchoolPerson; track: string }[] {
    const { wave } = found;
    const tracks = context.store.tracks(wave.programme);
    const enrolled = new Set(
      context.store.enrolments(wave.id).flatMap(({ person }) => (person === null ? [] : [person])),
    );
    return peopleOf(found).flatMap((person) => {
      const track = enrolled.has(person.person) ? null : trackFor(person, tracks);
      return track === null ? [] : [{ person, track }];
    });
  }
}
