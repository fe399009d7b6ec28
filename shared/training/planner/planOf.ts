import type { BoardState } from './board.types.ts';
import { listBroken } from './broken.ts';
import { changes, WHOLE_CHANGE } from './counting.ts';
import { halfOf } from './load.ts';
import type { Plan, PlannedSession, Score } from './planner.types.ts';

/** A board as a plan: sessions that are nowhere are left out, and told as broken. */
export function planOf(board: BoardState & { hard(): number; soft(): number }): Plan {
  const { model } = board;
  const { problem } = model;
  const trainerIds = (list: readonly number[]): string[] =>
    list.map((trainer) => problem.trainers[trainer]!.id);
  const sessions: PlannedSession[] = [];
  const removed: string[] = [];
  let moved = 0;
  for (const [session, { id, group, module, before, held }] of board.sessions.entries()) {
    const at = board.at[session]!;
    if (at === null && before !== null && board.members[group]!.length === 0) {
      removed.push(id);
      continue;
    }
    if (before !== null && !held && (at === null || changes(model, before, at) >= WHOLE_CHANGE))
      moved += 1;
    if (at === null) continue;
    const { id: groupId, track } = board.groups[group]!;
    sessions.push({
      id,
      group: groupId,
      module: model.tracks[track]!.modules[module]!.id,
      track: model.tracks[track]!.id,
      trainers: trainerIds(at.trainers),
      site: problem.sites[at.site]?.id ?? null,
      room: model.rooms[at.room]?.id ?? null,
      day: model.dates[at.day]!,
      half: halfOf(at.halves),
    });
  }
  return {
    groups: board.groups.flatMap(({ id, label, track, before }, group) => {
      const members = board.members[group]!.map((person) => problem.people[person]!.id);
      // Nobody needs a new group that nobody is in.
      if (before === null && members.length === 0) return [];
      return [
        {
          id,
          label,
          track: model.tracks[track]!.id,
          trainers: trainerIds(board.trainers[group]!),
          site: problem.sites[board.site[group]!]?.id ?? null,
          members,
        },
      ];
    }),
    sessions,
    broken: listBroken(board).map(({ broken }) => broken),
    score: scoreOf(board),
    moved,
    removed,
  };
}

/** The score of a board; points to a thousandth. */
export function scoreOf(board: { hard(): number; soft(): number }): Score {
  return { hard: board.hard(), soft: Math.round(board.soft() * 1000) / 1000 };
}
