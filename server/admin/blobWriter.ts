import { createHash, type Hash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { ProblemError } from '../problem.ts';
import { blobFile } from './backup.ts';

interface OpenBlob {
  readonly hash: string;
  readonly name: string;
  readonly temporary: string;
  readonly handle: fs.promises.FileHandle;
  readonly digest: Hash;
}

/** Writes contents of files that come in parts: each is in its place only once it is whole. */
export class BlobWriter {
  readonly #dataDir: string;
  readonly #source: string;
  #open: OpenBlob | null = null;
  /** Contents that are in their places. */
  count = 0;

  /** @param source the backup, to be named when it is damaged */
  constructor(dataDir: string, source: string) {
    this.#dataDir = dataDir;
    this.#source = source;
  }

  /** @param part base64 */
  async add(hash: string, part: string): Promise<void> {
    if (this.#open?.hash !== hash) {
      await this.finish();
      this.#open = await this.#begin(hash);
    }
    const bytes = Buffer.from(part, 'base64');
    this.#open.digest.update(bytes);
    await this.#open.handle.writeFile(bytes);
  }

  async #begin(hash: string): Promise<OpenBlob> {
    const name = blobFile(this.#dataDir, hash);
    await fs.promises.mkdir(path.dirname(name), { recursive: true, mode: 0o700 });
    const temporary = `${name}.restored`;
    const handle = await fs.promises.open(temporary, 'w', 0o600);
    return { hash, name, temporary, handle, digest: createHash('sha256') };
  }

  /** Puts the last content in its place. @throws ProblemError when it is not what its hash says */
  async finish(): Promise<void> {
    if (this.#open === null) return;
    const { hash, name, temporary, handle, digest } = this.#open;
    if (digest.digest('hex') !== hash) {
      throw new ProblemError({ type: 'backupDamaged', file: this.#source });
    }
    await handle.sync();
    await handle.close();
    await fs.promises.rename(temporary, name);
    this.#open = null;
    this.count += 1;
  }

  /** Removes what was not finished. */
  async drop(): Promise<void> {
    if (this.#open === null) return;
    await this.#open.handle.close().catch(() => undefined);
    await fs.promises.rm(this.#open.temporary, { force: true });
    this.#open = null;
  }
}
