import type { BoardState } from './board.types.ts';
import type { Where } from './planner.types.ts';

/** The parts of {@link Where}, by the numbers of things on a board. */
export const named = {
  track({ model }: BoardState, track: number): Where {
    const { id, label } = model.tracks[track]!;
    return { track: { id, label } };
  },
  group(board: BoardState, group: number): Where {
    const { id, label, track } = board.groups[group]!;
    return { ...named.track(board, track), group: { id, label } };
  },
  /** A session with its group, its site and its day, as far as it has them. */
  session(board: BoardState, session: number): Where {
    const { id, group, module } = board.sessions[session]!;
    const at = board.at[session]!;
    const { track } = board.groups[group]!;
    const label = board.model.tracks[track]!.modules[module]!.title;
    const where = { ...named.group(board, group), session: { id, label } };
    if (at === null) return where;
    const day = board.model.dates[at.day]!;
    return { ...where, ...(at.site < 0 ? {} : named.site(board, at.site)), day };
  },
  /** What is not planned, with its site and its day. */
  taken(board: BoardState, taken: number): Where {
    const { id, label } = board.model.taken[taken]!;
    const at = board.takenAt[taken]!;
    const where = { session: { id, label } };
    if (at === null) return where;
    const day = board.model.dates[at.day]!;
    return { ...where, ...(at.site < 0 ? {} : named.site(board, at.site)), day };
  },
  trainer({ model }: BoardState, trainer: number): Where {
    const { id, name } = model.problem.trainers[trainer]!;
    return { trainer: { id, label: name } };
  },
  person({ model }: BoardState, person: number): Where {
    const { id, name } = model.problem.people[person]!;
    return { person: { id, label: name } };
  },
  site({ model }: BoardState, site: number): Where {
    const { id, name } = model.problem.sites[site]!;
    return { site: { id, label: name } };
  },
  room(board: BoardState, room: number): Where {
    const { id, name, site } = board.model.rooms[room]!;
    return { ...named.site(board, site), room: { id, label: name } };
  },
  office({ model }: BoardState, office: number): Where {
    const id = model.offices[office]!;
    return { office: { id, label: id } };
  },
};
