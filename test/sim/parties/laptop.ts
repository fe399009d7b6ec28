import fs from 'node:fs';
import path from 'node:path';
import { createCore, fileVault, type Core } from '../../../main/core/core.ts';
import { createHttpLink } from '../../../main/core/sync/httpLink.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { closeDatabases, disarmCrash } from '../kernel/crash.ts';
import { Shelf, type JournalEntry, type ShownRow } from '../../support/shelf.ts';
import { createLine, type LineParts } from './line.ts';

export interface LaptopParts {
  readonly name: string;
  readonly person: string;
  readonly folder: string;
  readonly line: Omit<LineParts, 'label' | 'isOnline'>;
  readonly random: (length: number) => Uint8Array;
  readonly time: () => number;
}

/** A device: the real core on a real folder, with a clock and a network of its own. */
export class Laptop {
  readonly name: string;
  readonly person: string;
  readonly folder: string;
  readonly #parts: LaptopParts;
  /** The computer's clock, minus the world's, in milliseconds. */
  offset = 0;
  online = true;
  /** An operation over the network is under way. */
  busy = false;
  /** Has been revoked and has dropped its data, or is out of the run for another reason. */
  gone = false;
  /** Counts up each time the program starts: what an earlier one still wanted is void. */
  generation = 0;
  /** Length of the ledger when its folder was saved. */
  savedAt = 0;
  /** Stamp of each transaction in the journal, by its number, as last seen. */
  readonly numbers = new Map<number, string>();
  /** What waited in the journal when a crash was armed. */
  pendingBefore: JournalEntry[] = [];
  /** What the device showed before a local action in which it crashed. */
  crashedOver: ReadonlyMap<string, ShownRow> | null = null;
  core!: Core;
  shelf!: Shelf;

  constructor(parts: LaptopParts) {
    this.#parts = parts;
    this.name = parts.name;
    this.person = parts.person;
    this.folder = parts.folder;
  }

  now(): number {
    return this.#parts.time() + this.offset;
  }

  /** Opens the program on the folder. @throws when it does not open */
  async open(): Promise<void> {
    this.generation += 1;
    const { generation } = this;
    const isOnline = (): boolean => this.online && this.generation === generation;
    const made = await createCore({
      dataDir: this.folder,
      deviceName: this.name,
      timeZone: 'Europe/Paris',
      vault: fileVault,
      now: () => this.now(),
      random: this.#parts.random,
      link: (device, key) =>
        createHttpLink(
          createLine({ ...this.#parts.line, label: this.name, isOnline }),
          device,
          key,
        ),
    });
    if (!made.ok) throw new Error(`${this.name} does not open: ${JSON.stringify(made.error)}`);
    this.core = made.value;
    this.shelf = new Shelf(this.folder);
  }

  async enrol(): Promise<CoreFailure | null> {
    const code = `demo-${this.person}`;
    const done = await this.core.call('session.enrol', { server: 'http://sim', code });
    return done.ok ? null : done.error;
  }

  /** Remembers the transaction that has just been written. */
  noteLast(stamp: string): void {
    const last = this.shelf.journal().findLast((entry) => entry.stamp === stamp);
    if (last !== undefined) this.numbers.set(last.n, stamp);
  }

  /** Remembers all transactions of the journal. */
  noteNumbers(): void {
    for (const { n, stamp } of this.shelf.journal()) this.numbers.set(n, stamp);
  }

  /** Closes the program in good order. */
  async close(): Promise<void> {
    this.shelf.close();
    await this.core.close();
    closeDatabases(this.folder);
  }

  /** After a crash: lets go of what was open, and opens the program again from the disk. */
  async reopen(): Promise<void> {
    disarmCrash();
    closeDatabases(this.folder);
    await this.open();
  }

  /** Copies the closed folder's files to `to`. */
  copyTo(to: string): void {
    fs.cpSync(this.folder, to, { recursive: true });
  }

  /** Puts copied files in the place of the closed folder's. */
  copyFrom(from: string): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
    fs.cpSync(from, this.folder, { recursive: true });
  }

  /** All bytes of the store's files, to look for what must not be there. */
  bytes(): Buffer {
    const names = fs.readdirSync(this.folder).filter((name) => name.startsWith('bascule.sqlite'));
    return Buffer.concat(names.map((name) => fs.readFileSync(path.join(this.folder, name))));
  }
}
