import type { BoardState, GroupSeed, SessionSeed, Snapshot } from './board.types.ts';
import type { Placement } from './placement.ts';
import { countGroup, countOwn, isThin, missedModules, sessionsToRepeat } from './counting.ts';
import type { Model } from './model.ts';
import { AFTERNOON, MORNING } from './model.ts';
import { RULE, RULE_IDS, type RuleId } from './rules.ts';

/** What can be taken back. */
type Done =
  | { readonly kind: 'session'; readonly session: number; readonly at: Placement | null }
  | { readonly kind: 'site' | 'enter' | 'leave'; readonly group: number; readonly value: number }
  | { readonly kind: 'trainers'; readonly group: number; readonly trainers: readonly number[] };

/** Broken hard units weigh this much against soft points while a search compares plans. */
export const HARD_WEIGHT = 200;

/**
 * A plan under work. Each change brings the units of every rule up to date by what it touches alone;
 * units are whole numbers, so that nothing drifts.
 */
export class Board implements BoardState {
  readonly model: Model;
  readonly groups: readonly GroupSeed[];
  readonly sessions: readonly SessionSeed[];
  /** A group's sessions in the order of its modules. */
  readonly sessionsOf: readonly (readonly number[])[];
  /** Broken units by rule's number. */
  readonly counts: Float64Array;
  readonly at: (Placement | null)[];
  readonly takenAt: (Placement | null)[];
  readonly site: number[];
  readonly trainers: (readonly number[])[];
  readonly members: number[][];
  /** Existing group of each person; −1: none. */
  readonly homeGroup: Int32Array;
  /** Numbers of modules that each group has held and will not hold again. */
  readonly heldModules: readonly (readonly number[])[];
  readonly mayRepeat: Uint8Array;
  /** Half-days a trainer should have at most if all had the same. */
  readonly fair: number;
  readonly load: Int32Array;
  /** Thing × half-day: how many sessions, or people. */
  readonly trainerSlots: Uint16Array;
  readonly roomSlots: Uint16Array;
  readonly personSlots: Uint8Array;
  readonly officeSlots: Uint16Array;
  /** Trainer × day, and days by trainer × week. */
  readonly trainerDays: Uint16Array;
  readonly trainerWeeks: Uint16Array;
  /** Group × school. */
  readonly schoolMates: Uint8Array;
  readonly #groupsOf: Uint8Array;
  readonly #slots: number;
  #done: Done[] = [];
  #recording = false;

  constructor(
    model: Model,
    groups: readonly GroupSeed[],
    sessions: readonly SessionSeed[],
    homeGroup: Int32Array,
  ) {
    this.model = model;
    this.groups = groups;
    this.sessions = sessions;
    const { dates, weeks } = model;
    const people = model.personTrack.length;
    const trainers = model.trainerAt.size;
    const slots = dates.length * 2;
    this.#slots = slots;
    this.counts = new Float64Array(RULE_IDS.length);
    this.at = sessions.map(() => null);
    this.takenAt = model.taken.map(() => null);
    this.site = groups.map(() => -1);
    this.trainers = groups.map(() => []);
    this.members = groups.map(() => []);
    this.homeGroup = homeGroup;
    this.load = new Int32Array(trainers);
    this.trainerSlots = new Uint16Array(trainers * slots);
    this.roomSlots = new Uint16Array(model.rooms.length * slots);
    this.personSlots = new Uint8Array(people * slots);
    this.officeSlots = new Uint16Array(model.offices.length * slots);
    this.trainerDays = new Uint16Array(trainers * dates.length);
    this.trainerWeeks = new Uint16Array(trainers * weeks);
    this.schoolMates = new Uint8Array(groups.length * model.schools.length);
    this.#groupsOf = new Uint8Array(people);
    const sessionsOf: number[][] = groups.map(() => []);
    let halfDays = 0;
    for (const [at, { group, module }] of sessions.entries()) {
      sessionsOf[group]!.push(at);
      halfDays += model.tracks[groups[group]!.track]!.modules[module]!.whole ? 2 : 1;
    }
    for (const list of sessionsOf) {
      list.sort((a, b) => sessions[a]!.module - sessions[b]!.module || a - b);
    }
    this.sessionsOf = sessionsOf;
    this.heldModules = groups.map(({ list, before }, group) => {
      const own = sessionsOf[group]!.map((session) => sessions[session]!);
      const again = new Set(own.flatMap(({ held, module }) => (held ? [] : [module])));
      const held = own.flatMap((one) => (one.held && !again.has(one.module) ? [one.module] : []));
      return list || before === null ? [] : [...new Set(held)];
    });
    this.mayRepeat = sessionsToRepeat(this);
    this.fair = Math.ceil((halfDays * 2) / Math.max(1, trainers));
    this.counts[RULE.personWithoutGroup] = people;
    this.counts[RULE.memberMoved] = homeGroup.reduce((sum, home) => sum + (home < 0 ? 0 : 1), 0);
    for (let at = 0; at < sessions.length; at += 1) countOwn(this, at, 1);
    for (let at = 0; at < groups.length; at += 1) countGroup(this, at, 1);
    for (const [taken, { at, idle }] of model.taken.entries()) this.take(taken, idle ? null : at);
  }

  /** Units of broken hard rules, each with its cost. */
  hard(): number {
    return this.#sum(1);
  }

  /** Points of soft rules. */
  soft(): number {
    return this.#sum(0);
  }

  /** Hard and soft in one figure, for comparing neighbours in a search. */
  energy(): number {
    const { costs, hardRules } = this.model;
    let sum = 0;
    for (let rule = 0; rule < costs.length; rule += 1) {
      const cost = this.counts[rule]! * costs[rule]!;
      sum += hardRules[rule] === 1 ? cost * HARD_WEIGHT : cost;
    }
    return sum;
  }

  /** Puts a session somewhere, or takes it out. */
  place(session: number, to: Placement | null): void {
    const from = this.at[session]!;
    if (this.#recording) this.#done.push({ kind: 'session', session, at: from });
    const { group } = this.sessions[session]!;
    countOwn(this, session, -1);
    countGroup(this, group, -1);
    if (from !== null) this.#occupy(group, from, -1);
    this.at[session] = to;
    if (to !== null) this.#occupy(group, to, 1);
    countGroup(this, group, 1);
    countOwn(this, session, 1);
  }

  /** Puts what is not planned somewhere, or takes it out; it can not be taken back. */
  take(taken: number, to: Placement | null): void {
    const from = this.takenAt[taken]!;
    const { people } = this.model.taken[taken]!;
    if (from !== null) this.#takeUp(people, from, -1);
    this.takenAt[taken] = to;
    if (to !== null) this.#takeUp(people, to, 1);
  }

  /** A person joins a group. */
  enter(person: number, group: number): void {
    if (this.#recording) this.#done.push({ kind: 'enter', group, value: person });
    this.#around(group, () => this.members[group]!.push(person));
    this.#count(person, group, 1);
  }

  /** A person leaves a group that they are in. */
  leave(person: number, group: number): void {
    if (this.#recording) this.#done.push({ kind: 'leave', group, value: person });
    const members = this.members[group]!;
    this.#around(group, () => members.splice(members.indexOf(person), 1));
    this.#count(person, group, -1);
  }

  /** Gives a group its trainers; its sessions keep theirs. */
  lead(group: number, trainers: readonly number[]): void {
    const before = this.trainers[group]!;
    if (this.#recording) this.#done.push({ kind: 'trainers', group, trainers: before });
    this.#around(group, () => {
      this.trainers[group] = trainers;
    });
  }

  /** Gives a group its site; its sessions keep theirs. */
  settle(group: number, site: number): void {
    const before = this.site[group]!;
    if (this.#recording) this.#done.push({ kind: 'site', group, value: before });
    this.#around(group, () => {
      this.site[group] = site;
    });
    for (const person of this.members[group]!) {
      this.counts[RULE.travelLong]! += this.minutes(person, site) - this.minutes(person, before);
    }
  }

  /** Minutes a person travels to a site; 0 to none. */
  minutes(person: number, site: number): number {
    const { personMinutes, siteAt } = this.model;
    return site < 0 ? 0 : personMinutes[person * siteAt.size + site]!;
  }

  /** From now on, changes can be taken back by {@link undo}. */
  begin(): void {
    this.#recording = true;
    this.#done.length = 0;
  }

  /** What was changed since {@link begin} stays. */
  keep(): void {
    this.#recording = false;
    this.#done.length = 0;
  }

  /** Takes back what was changed since {@link begin}. */
  undo(): void {
    this.#recording = false;
    for (let at = this.#done.length - 1; at >= 0; at -= 1) {
      const one = this.#done[at]!;
      switch (one.kind) {
        case 'session':
          this.place(one.session, one.at);
          break;
        case 'enter':
          this.leave(one.value, one.group);
          break;
        case 'leave':
          this.enter(one.value, one.group);
          break;
        case 'site':
          this.settle(one.group, one.value);
          break;
        case 'trainers':
          this.lead(one.group, one.trainers);
          break;
      }
    }
    this.#done.length = 0;
  }

  snapshot(): Snapshot {
    return {
      at: [...this.at],
      site: [...this.site],
      trainers: [...this.trainers],
      members: this.members.map((list) => [...list]),
    };
  }

  /** Goes back to a snapshot of this board. */
  restore(to: Snapshot): void {
    for (const [group, wanted] of to.members.entries()) {
      const now = new Set(this.members[group]);
      const then = new Set(wanted);
      for (const person of now) if (!then.has(person)) this.leave(person, group);
      for (const person of then) if (!now.has(person)) this.enter(person, group);
      if (this.site[group] !== to.site[group]) this.settle(group, to.site[group]!);
      if (this.trainers[group] !== to.trainers[group]) this.lead(group, to.trainers[group]!);
    }
    for (const [session, at] of to.at.entries()) {
      if (this.at[session] !== at) this.place(session, at);
    }
  }

  #sum(hard: 0 | 1): number {
    const { costs, hardRules } = this.model;
    let sum = 0;
    for (let rule = 0; rule < costs.length; rule += 1) {
      if (hardRules[rule] === hard) sum += this.counts[rule]! * costs[rule]!;
    }
    return sum;
  }

  /** Changes a group: what it and its sessions count by themselves is taken out and put back. */
  #around(group: number, change: () => void): void {
    const sessions = this.sessionsOf[group]!;
    for (const session of sessions) countOwn(this, session, -1);
    countGroup(this, group, -1);
    change();
    countGroup(this, group, 1);
    for (const session of sessions) countOwn(this, session, 1);
  }

  /** What a person's being in a group counts, beside the group's own. */
  #count(person: number, group: number, sign: 1 | -1): void {
    const { counts, model } = this;
    for (const session of this.sessionsOf[group]!) {
      const at = this.at[session]!;
      if (at === null) continue;
      const first = at.day * 2;
      if ((at.halves & MORNING) !== 0) this.#busy(person, first, sign);
      if ((at.halves & AFTERNOON) !== 0) this.#busy(person, first + 1, sign);
    }
    counts[RULE.travelLong]! += sign * this.minutes(person, this.site[group]!);
    const mates = group * model.schools.length + model.school[person]!;
    if (sign === 1 ? this.schoolMates[mates]! > 0 : this.schoolMates[mates]! > 1) {
      counts[RULE.schoolTogether]! += sign;
    }
    this.schoolMates[mates]! += sign;
    if (this.homeGroup[person] === group) counts[RULE.memberMoved]! -= sign;
    if (model.personTrack[person] !== this.groups[group]!.track) return;
    counts[RULE.modulesMissed]! += sign * missedModules(this, person, group).length;
    if (sign === 1 ? this.#groupsOf[person] === 0 : this.#groupsOf[person] === 1) {
      counts[RULE.personWithoutGroup]! -= sign;
    } else counts[RULE.personInTwoGroups]! += sign;
    this.#groupsOf[person]! += sign;
  }

  /** What is not planned takes people, trainers and a room, but no share of a trainer's load. */
  #takeUp(people: readonly number[], at: Placement, sign: 1 | -1): void {
    const twice = (slots: Uint16Array | Uint8Array, key: number, rule: RuleId): void => {
      if (slots[key]! > (sign === 1 ? 0 : 1)) this.counts[RULE[rule]]! += sign;
      slots[key]! += sign;
    };
    for (const half of [0, 1]) {
      if ((at.halves & (half === 0 ? MORNING : AFTERNOON)) === 0) continue;
      const slot = at.day * 2 + half;
      for (const one of at.trainers) {
        twice(this.trainerSlots, one * this.#slots + slot, 'trainerTwice');
      }
      if (at.room >= 0) twice(this.roomSlots, at.room * this.#slots + slot, 'roomTwice');
      for (const one of people) twice(this.personSlots, one * this.#slots + slot, 'personTwice');
    }
    for (const trainer of at.trainers) this.#occupyDay(trainer, at.day, sign);
  }

  /** Takes up (1) or frees (−1) what a placement takes: trainers, a room, people. */
  #occupy(group: number, at: Placement, sign: 1 | -1): void {
    const first = at.day * 2;
    if ((at.halves & MORNING) !== 0) this.#occupySlot(group, at, first, sign);
    if ((at.halves & AFTERNOON) !== 0) this.#occupySlot(group, at, first + 1, sign);
    for (const trainer of at.trainers) this.#occupyDay(trainer, at.day, sign);
  }

  #occupySlot(group: number, at: Placement, slot: number, sign: 1 | -1): void {
    const { counts } = this;
    const slots = this.#slots;
    const doubled = sign === 1 ? 0 : 1;
    for (const trainer of at.trainers) {
      const key = trainer * slots + slot;
      if (this.trainerSlots[key]! > doubled) counts[RULE.trainerTwice]! += sign;
      this.trainerSlots[key]! += sign;
      const load = this.load[trainer]!;
      if (sign === 1 ? load >= this.fair : load > this.fair) counts[RULE.loadUneven]! += sign;
      this.load[trainer] = load + sign;
    }
    if (at.room >= 0) {
      const key = at.room * slots + slot;
      if (this.roomSlots[key]! > doubled) counts[RULE.roomTwice]! += sign;
      this.roomSlots[key]! += sign;
    }
    for (const person of this.members[group]!) this.#busy(person, slot, sign);
  }

  #occupyDay(trainer: number, day: number, sign: 1 | -1): void {
    const key = trainer * this.model.dates.length + day;
    const sessions = this.trainerDays[key]!;
    this.trainerDays[key] = sessions + sign;
    if (sign === 1 ? sessions > 0 : sessions > 1) return;
    const week = trainer * this.model.weeks + this.model.week[day]!;
    const days = this.trainerWeeks[week]!;
    const most = this.model.maxDays[trainer]!;
    if (sign === 1 ? days >= most : days > most) this.counts[RULE.trainerWeekFull]! += sign;
    this.trainerWeeks[week] = days + sign;
  }

  #busy(person: number, slot: number, sign: 1 | -1): void {
    const key = person * this.#slots + slot;
    const sessions = this.personSlots[key]!;
    this.personSlots[key] = sessions + sign;
    if (sign === 1 ? sessions > 0 : sessions > 1) {
      this.counts[RULE.personTwice]! += sign;
      return;
    }
    const office = this.model.office[person]!;
    if (office < 0) return;
    const size = this.model.officeSize[office]!;
    const place = office * this.#slots + slot;
    const before = this.officeSlots[place]!;
    const after = before + sign;
    this.officeSlots[place] = after;
    this.counts[RULE.officeEmpty]! += (after === size ? 1 : 0) - (before === size ? 1 : 0);
    this.counts[RULE.officeThin]! += (isThin(after, size) ? 1 : 0) - (isThin(before, size) ? 1 : 0);
  }
}
