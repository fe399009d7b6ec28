import { stampTime, type Stamp } from '../../shared/kernel/clock.ts';
import type { Reading, Writing } from '../db/storage.ts';

const SETTING = 'latestStamp';
/** How far it may have moved before it is written down, in milliseconds. */
const WRITE_STEP_MS = 3_600_000;

/**
 * The time of the latest stamp that this server has ever accepted. A server whose clock was far
 * ahead for a while has handed out stamps that follow it; when the clock is put right, they must
 * still be taken.
 */
export class LatestStamp {
  #time = 0;
  #written: number | null = null;

  /** The later of the server's clock and the latest stamp. */
  async from(read: Reading, now: number): Promise<number> {
    if (this.#written === null) await this.#load(read);
    return Math.max(now, this.#time);
  }

  /** Asks the database again: another process may know a later one. */
  async #load(read: Reading): Promise<void> {
    this.#written = Number((await read.setting(SETTING)) ?? 0);
    this.#time = Math.max(this.#time, this.#written);
  }

  /** The later of both as the database knows it now; for whoever is about to refuse. */
  async again(read: Reading, now: number): Promise<number> {
    await this.#load(read);
    return Math.max(now, this.#time);
  }

  /** Writes an accepted stamp down where it has moved far, in the transaction that accepts it. */
  async accepted(write: Writing, time: number): Promise<void> {
    if (this.#isFar(time)) await write.setSetting(SETTING, String(time));
  }

  /** Takes note of an accepted stamp once its transaction is on disk. */
  committed(time: number): void {
    if (this.#isFar(time)) this.#written = time;
    this.#time = Math.max(this.#time, time);
  }

  #isFar(time: number): boolean {
    return time - (this.#written ?? 0) >= WRITE_STEP_MS;
  }
}

/**
 * Takes note of a stamp that was written beside a running server, by an administration command:
 * devices that have seen it stamp after it, also when the clock is put back.
 */
export async function noteStamp(write: Writing, stamp: Stamp): Promise<void> {
  const known = Number((await write.setting(SETTING)) ?? 0);
  if (stampTime(stamp) > known) await write.setSetting(SETTING, String(stampTime(stamp)));
}

/** The time, as one transaction that decides on pushes goes by it. */
export class GroupClock {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly #latest: LatestStamp;
  readonly #write: Writing;
  #highest = 0;

  constructor(latest: LatestStamp, write: Writing, now: number) {
    this.now = now;
    this.#latest = latest;
    this.#write = write;
  }

  /** The server's clock, or the latest stamp that it has ever accepted when that is later. */
  async latest(): Promise<number> {
    return Math.max(await this.#latest.from(this.#write, this.now), this.#highest);
  }

  /** The same, after asking the database. */
  async again(): Promise<number> {
    return Math.max(await this.#latest.again(this.#write, this.now), this.#highest);
  }

  /** Takes note of an accepted stamp. */
  accepted(stamp: Stamp): void {
    this.#highest = Math.max(this.#highest, stampTime(stamp));
  }

  /** Writes down what was accepted: the last thing that the transaction does. */
  async write(): Promise<void> {
    if (this.#highest > 0) await this.#latest.accepted(this.#write, this.#highest);
  }

  /** To be called once the transaction is committed. */
  committed(): void {
    if (this.#highest > 0) this.#latest.committed(this.#highest);
  }
}
