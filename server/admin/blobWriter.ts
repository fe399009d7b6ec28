import fs from 'node:fs';
import path from 'node:path';
import { HASH_PATTERN } from '../../shared/attachments/attachment.entity.ts';
import { Blobs } from '../db/blobs.ts';
import { ProblemError } from '../problem.ts';

interface OpenBlob {
  readonly hash: string;
  readonly temporary: string;
  readonly handle: fs.promises.FileHandle;
}

/** Writes contents of files that come in parts: each is in its place only once it is whole. */
export class BlobWriter {
  readonly #blobs: Blobs;
  readonly #source: string;
  #open: OpenBlob | null = null;
  /** Contents that are in their places. */
  count = 0;

  /** @param source the backup, to be named when it is damaged */
  constructor(dataDir: string, source: string) {
    this.#blobs = new Blobs(dataDir);
    this.#source = source;
  }

  /** @param part base64 */
  async add(hash: string, part: string): Promise<void> {
    if (this.#open?.hash !== hash) {
      await this.finish();
      this.#open = await this.#begin(hash);
    }
    await this.#open.handle.writeFile(Buffer.from(part, 'base64'));
  }

  async #begin(hash: string): Promise<OpenBlob> {
    if (!HASH_PATTERN.test(hash)) throw this.#damaged();
    const temporary = path.join(this.#blobs.incoming, `${hash}.restored`);
    const handle = await fs.promises.open(temporary, 'w', 0o600);
    return { hash, temporary, handle };
  }

  /** Puts the last content in its place. @throws ProblemError when it is not what its hash says */
  async finish(): Promise<void> {
    if (this.#open === null) return;
    const { hash, temporary, handle } = this.#open;
    await handle.close();
    if (!(await this.#blobs.keep(hash, temporary))) throw this.#damaged();
    this.#open = null;
    this.count += 1;
  }

  #damaged(): ProblemError {
    return new ProblemError({ type: 'backupDamaged', file: this.#source });
  }

  /** Removes what was not finished. */
  async drop(): Promise<void> {
    if (this.#open === null) return;
    await this.#open.handle.close().catch(() => undefined);
    await fs.promises.rm(this.#open.temporary, { force: true });
    this.#open = null;
  }
}
