import fs from 'node:fs';
import path from 'node:path';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import type { Chance } from '../kernel/chance.ts';
import { Crashed, crashedFolder, disarmCrash } from '../kernel/crash.ts';
import { Scheduler } from '../kernel/scheduler.ts';
import { keyOf, Ledger, type Key } from '../oracle/ledger.ts';
import { Violation } from '../oracle/violation.ts';
import type { Database } from '../parties/database.ts';
import { Laptop } from '../parties/laptop.ts';
import { Network } from '../parties/network.ts';
import { Scripted } from '../../support/scripted.ts';
import { Site } from '../parties/site.ts';
import type { JournalEntry, ShownRow } from '../../support/shelf.ts';
import { mayRead } from './access.ts';
import { noFaults } from './faults.ts';
import { SCRIPTED } from './ground.ts';
import type { Plan } from './plan.ts';

/** 22 January 2024, nine in the morning in Paris. */
const START = Date.UTC(2024, 0, 22, 8);

/** A file on a key that somebody carries about. */
export interface UsbFile {
  readonly file: string;
  readonly from: string;
}

export interface WorldParts {
  readonly plan: Plan;
  readonly chance: Chance;
  readonly folder: string;
  readonly database: Database;
  /** A device folder with a migrated store, to be copied. */
  readonly template: string;
  readonly trace: (line: string) => void;
}

/** Everything of one run. */
export class World {
  readonly parts: WorldParts;
  readonly chance: Chance;
  readonly plan: Plan;
  readonly scheduler = new Scheduler();
  readonly ledger = new Ledger();
  readonly counts = noFaults();
  readonly site: Site;
  readonly network: Network;
  readonly laptops: Laptop[] = [];
  /** Ids that each laptop has had. */
  readonly ids = new Map<string, Set<string>>();
  readonly watcher: Scripted;
  readonly newer: Scripted;
  readonly usb: UsbFile[] = [];
  /** Who was not done in the last round of syncs. */
  unsettled = '';
  /** Rows that frames brought since this was last set to zero. */
  rowsPulled = 0;
  /** Frames with or without rows, likewise. */
  framesPulled = 0;
  /** Length of the ledger when the server was saved. */
  savedAt = 0;
  time = START;
  operations = 0;
  failure: unknown = null;

  constructor(parts: WorldParts) {
    this.parts = parts;
    const { plan, chance, database, trace } = parts;
    this.plan = plan;
    this.chance = chance;
    const { scheduler, counts } = this;
    this.site = new Site(database, parts.folder, plan.servers, () => this.time);
    this.network = new Network({
      site: this.site,
      chance,
      scheduler,
      counts,
      trouble: plan.trouble,
      trace,
    });
    this.watcher = this.#scripted('watcher');
    this.newer = this.#scripted('newer');
  }

  #scripted(name: string): Scripted {
    const { chance, site } = this;
    return new Scripted({
      name,
      login: SCRIPTED,
      random: (length) => chance.bytes(length),
      async send(request) {
        const answer = await site.handle(chance.int(site.processes), request);
        if (answer === null) throw new Error('the server crashed under a scripted device');
        return answer;
      },
    });
  }

  has(feature: Plan['features'] extends ReadonlySet<infer F> ? F : never): boolean {
    return this.plan.features.has(feature);
  }

  trace(line: string): void {
    this.parts.trace(line);
  }

  /** A laptop that is enrolled now, over the network as it is. */
  async enrol(person: string): Promise<Laptop> {
    const laptop = this.laptop(person);
    await laptop.open();
    await this.operate(laptop, 'enrol', async () => {
      const failure = await laptop.enrol();
      if (failure !== null) throw new Error(`${laptop.name}: ${JSON.stringify(failure)}`);
    });
    while (this.scheduler.parked.length > 0) await this.resume();
    return laptop;
  }

  /**
   * A new laptop on a folder of its own, not yet open.
   * @param from folder that its own starts as a copy of
   */
  laptop(person: string, from = this.parts.template): Laptop {
    const name = `${person}${this.laptops.length + 1}`;
    const folder = path.join(this.parts.folder, name);
    fs.cpSync(from, folder, { recursive: true });
    const laptop = new Laptop({
      name,
      person,
      folder,
      random: (length) => this.chance.bytes(length),
      time: () => this.time,
      line: {
        network: this.network,
        onFrame: (text, allowed) => this.#sawFrame(laptop, text, allowed),
        inTurn: (work) => this.scheduler.inTurn(work),
        pause: () => this.scheduler.park(`${name} frame`),
      },
    });
    this.laptops.push(laptop);
    return laptop;
  }

  /** Laptops that are in use and not waiting for the network. */
  idle(): Laptop[] {
    return this.laptops.filter(({ gone, busy }) => !gone && !busy);
  }

  /** Starts something over the network on a laptop; the run goes on when it waits. */
  async operate(laptop: Laptop, label: string, work: () => Promise<unknown>): Promise<void> {
    const { generation } = laptop;
    laptop.busy = true;
    await this.scheduler.start(`${laptop.name} ${label}`, async () => {
      try {
        const result = await work();
        this.trace(`${laptop.name} ${label}: ${JSON.stringify(result)?.slice(0, 300)}`);
        if (laptop.generation === generation && crashedFolder() !== laptop.folder) {
          this.noteOwn(laptop);
        }
      } catch (error) {
        const isGhost = laptop.generation !== generation || crashedFolder() === laptop.folder;
        if (!isGhost && !(error instanceof Crashed)) this.failure ??= error;
      } finally {
        if (laptop.generation === generation) laptop.busy = false;
      }
    });
    await this.afterStep();
  }

  /** Lets something that waits go on. */
  async resume(): Promise<void> {
    const { parked } = this.scheduler;
    if (parked.length === 0) return;
    await this.scheduler.resume(this.chance.pick(parked));
    await this.afterStep();
  }

  /** Lets everybody who waits go on at the same moment. Nobody crashes meanwhile. */
  async resumeAll(): Promise<void> {
    disarmCrash();
    if (this.scheduler.parked.length > 0) await this.scheduler.resumeAll();
    await this.afterStep();
  }

  /** Whoever crashed in the last step starts again. */
  async afterStep(): Promise<void> {
    if (this.failure !== null) throw this.failure;
    const folder = crashedFolder();
    const laptop = this.laptops.find((one) => one.folder === folder);
    if (laptop !== undefined) await this.restart(laptop);
  }

  /** A laptop's program starts again after a crash: what was acknowledged must be there. */
  async restart(laptop: Laptop): Promise<void> {
    this.counts.deviceCrash += 1;
    this.trace(`${laptop.name} crashed`);
    laptop.busy = false;
    const before = laptop.pendingBefore;
    const shown = laptop.crashedOver;
    await laptop.reopen();
    laptop.pendingBefore = [];
    laptop.crashedOver = null;
    if (shown !== null) this.#actedInCrash(laptop, shown);
    if (laptop.shelf.device() === null) {
      this.noteOwn(laptop);
      return;
    }
    const after = new Set(laptop.shelf.journal().flatMap((entry) => contents(entry)));
    // What was decided of a place that its person has left is removed with the place.
    const readable = mayRead(laptop.person, await this.site.accessRows());
    for (const content of before.flatMap((entry) => contents(entry, readable))) {
      if (!after.has(content)) throw new Violation(1, `${laptop.name} lost ${content} in a crash`);
    }
    this.noteOwn(laptop);
  }

  /** An action that the crash fell into is on the disk as a whole, with its transaction, or not. */
  #actedInCrash(laptop: Laptop, shown: ReadonlyMap<string, ShownRow>): void {
    const written = this.ledger.acted(laptop.name, shown, laptop.shelf.rows());
    if (written.length > 0) laptop.noteLast(written[0]!.stamp);
    const journal = new Set(laptop.shelf.journal().map(({ stamp }) => stamp));
    const lone = written.find(({ stamp }) => !journal.has(stamp));
    if (lone === undefined) return;
    throw new Violation(
      1,
      `${laptop.name} shows ${lone.key} after a crash, but will never send it`,
    );
  }

  /** Notes what a laptop has recorded again by itself, and whether it is still one. */
  noteOwn(laptop: Laptop): void {
    const device = laptop.shelf.device();
    if (device === null) {
      if (this.ids.has(laptop.name)) laptop.gone = true;
      return;
    }
    this.ids.set(laptop.name, (this.ids.get(laptop.name) ?? new Set()).add(device));
    const journal = laptop.shelf.journal();
    const again = new Set(journal.filter(({ fate }) => fate === 'restamped').map((t) => t.stamp));
    // What was refused for the clock leaves its stamp free for a later transaction.
    const kept = new Set(
      journal.flatMap((entry) =>
        writesOf(entry).map(({ key, value }) => nameOf(entry.stamp, key, value)),
      ),
    );
    for (const entry of journal) {
      const { n, stamp } = entry;
      const replaced = laptop.numbers.get(n) ?? null;
      laptop.numbers.set(n, stamp);
      if (replaced === stamp) continue;
      this.trace(`${laptop.name} recorded again: ${stamp}`);
      this.ledger.rerecorded(
        laptop.name,
        stamp,
        replaced,
        writesOf(entry),
        // Written again by the right clock, or gone since with a place that was left.
        ({ stamp: old, key, value }) => again.has(old) || !kept.has(nameOf(old, key, value)),
      );
    }
  }

  /**
   * Closes everything.
   * @param inOrder false: what still waits for the network will not get an answer any more, so
   *   that nobody waits for it
   */
  async end(inOrder: boolean): Promise<void> {
    for (const laptop of this.laptops) {
      if (inOrder) await laptop.close().catch(() => undefined);
      else laptop.shelf.close();
    }
    await this.site.stop();
  }

  #sawFrame(laptop: Laptop, text: string, allowed: ReadonlySet<string>): void {
    const frame = JSON.parse(text) as { type: string; scope?: string; rows?: []; changes?: [] };
    if (frame.type !== 'snapshot' && frame.type !== 'changes') return;
    this.rowsPulled += (frame.rows ?? frame.changes ?? []).length;
    this.framesPulled += 1;
    if (!allowed.has(frame.scope!)) {
      throw new Violation(7, `${laptop.name} (${laptop.person}) was sent ${frame.scope}`);
    }
  }
}

function writesOf({ changes }: JournalEntry): { key: Key; value: JsonValue }[] {
  return changes.flatMap(({ entity, row, set }) =>
    Object.entries(set).map(([field, value]) => ({ key: keyOf(entity, row, field), value })),
  );
}

function nameOf(stamp: string, key: Key, value: JsonValue): string {
  return `${stamp} ${key} ${JSON.stringify(value)}`;
}

/** What transactions write, without their numbers and stamps: these may change. */
function contents({ changes }: JournalEntry, scopes?: ReadonlySet<string>): string[] {
  return changes
    .filter(({ scope }) => scopes === undefined || scopes.has(scope))
    .map(({ entity, row, set }) => `${entity} ${row} ${JSON.stringify(set)}`);
}
