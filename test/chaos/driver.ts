import fs from 'node:fs';
import path from 'node:path';
import { DeviceChild } from './deviceChild.ts';
import type { Ground } from './ground.ts';
import type { Proxy } from './proxy.ts';

/** People of one school of the practice data: all devices write the same steps. */
const LOGINS = ['edgar.bergenia', 'blandine.viorne'] as const;
const STATUSES = ['todo', 'done', 'blocked', 'notApplicable'] as const;
/** A pause between two ticks of a device: a person is slower. */
const TICK_PAUSE_MS = 8;
/** So much longer a run goes on at most until a line was cut. */
const MORE_SECONDS = 60;
const LONGEST_LIFE_MS = 2_500;
const LONGEST_DOWN_MS = 600;

/** What the driver saw being acknowledged, kept outside of all that is killed. */
export interface Journal {
  /** Note of each acknowledged tick → its step. */
  readonly acknowledged: Map<string, string>;
  kills: number;
}

export interface DriverParts {
  readonly ground: Ground;
  readonly proxy: Proxy;
  readonly proxyUrl: string;
  readonly folder: string;
  readonly devices: number;
  readonly random: () => number;
}

/** Drives devices and servers through their days: they work, they are killed, they come back. */
export class Driver {
  readonly journal: Journal = { acknowledged: new Map(), kills: 0 };
  readonly devices: DeviceChild[] = [];
  readonly #parts: DriverParts;
  #steps: readonly string[] = [];
  #over = false;
  #notes = 0;

  constructor(parts: DriverParts) {
    this.#parts = parts;
  }

  /** Enrols all devices over a calm line. */
  async enrol(): Promise<void> {
    const { folder, devices, proxyUrl } = this.#parts;
    for (let index = 0; index < devices; index += 1) {
      const device = new DeviceChild(path.join(folder, `device ${index}`));
      fs.mkdirSync(device.folder, { recursive: true });
      this.devices.push(device);
      await device.start();
      const code = `demo-${LOGINS[index % LOGINS.length]}`;
      const enrolled = await device.ask({ enrol: { server: proxyUrl, code } });
      if (enrolled?.ok !== true) throw new Error(`cannot enrol: ${JSON.stringify(enrolled)}`);
      this.#steps = (await device.ask({ steps: true }))!.value as string[];
    }
  }

  /**
   * Ticks and kills for so long, and somewhat longer where no line was cut so far: on a machine that
   * has much to do, seconds pass in which nobody is connected.
   */
  async live(seconds: number): Promise<void> {
    const { ground, proxy } = this.#parts;
    let left = MORE_SECONDS;
    const end = (): void => {
      left -= 1;
      if (proxy.cuts === 0 && left > 0) over = setTimeout(end, 1_000);
      else this.#over = true;
    };
    let over = setTimeout(end, seconds * 1_000);
    try {
      await Promise.all([
        ...this.devices.map((device) => this.#work(device)),
        ...this.devices.map((device) => this.#killAgain(device)),
        ...ground.servers.map((server) => this.#killAgain(server)),
        this.#cutAgain(),
      ]);
    } finally {
      clearTimeout(over);
      this.#over = true;
    }
  }

  killNow(): void {
    this.#over = true;
    for (const device of this.devices) device.killNow();
  }

  /** Somebody ticks, one after the other, whenever the program is up. */
  async #work(device: DeviceChild): Promise<void> {
    const { random } = this.#parts;
    while (!this.#over) {
      this.#notes += 1;
      const note = `note ${this.#notes}`;
      const step = this.#steps[Math.floor(random() * this.#steps.length)]!;
      const status = STATUSES[Math.floor(random() * STATUSES.length)]!;
      const answer = await device.ask({ tick: { step, status, note } });
      if (answer?.ok === true) this.journal.acknowledged.set(note, step);
      else if (answer !== null) throw new Error(`a tick failed: ${JSON.stringify(answer)}`);
      await pause(random() * 2 * TICK_PAUSE_MS);
    }
  }

  async #killAgain(process: { start(): Promise<void>; kill(): Promise<void> }): Promise<void> {
    const { random } = this.#parts;
    while (!this.#over) {
      await this.#wait(random() * LONGEST_LIFE_MS);
      if (this.#over) break;
      await process.kill();
      this.journal.kills += 1;
      await this.#wait(random() * LONGEST_DOWN_MS);
      await process.start();
    }
  }

  async #cutAgain(): Promise<void> {
    const { proxy, random } = this.#parts;
    while (!this.#over) {
      await this.#wait(random() * LONGEST_LIFE_MS);
      if (!this.#over) proxy.cutAll();
    }
  }

  /** Waits, but not beyond the end. */
  async #wait(ms: number): Promise<void> {
    for (let left = ms; left > 0 && !this.#over; left -= 100) await pause(Math.min(left, 100));
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
