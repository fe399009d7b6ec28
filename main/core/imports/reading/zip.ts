import yauzl from 'yauzl';
import { Unreadable } from './table.ts';

/** Bytes that all parts together may unpack to, and how many times its size one part may grow. */
const MAX_UNPACKED_BYTES = 256 * 1_048_576;
const MAX_RATIO = 150;
/** Below this no ratio is suspicious: an empty sheet compresses without end. */
const RATIO_FROM_BYTES = 4 * 1_048_576;
/** Parts of a workbook: sheets, texts, pictures. */
const MAX_ENTRIES = 5_000;

/**
 * A zip in memory whose parts are unpacked one by one. What a part says of its size is checked
 * first, what really comes out is counted besides: an archive that grows without measure is
 * refused with TableBomb before it fills memory.
 */
export interface Zip {
  readonly names: readonly string[];
  /** Gives the part's bytes piece by piece; answers false when there is no such part. */
  read(name: string, take: (bytes: Buffer) => void): Promise<boolean>;
}

/** @throws Unreadable TableDamaged, TableBomb */
export async function openZip(bytes: Buffer, file: string): Promise<Zip> {
  const damaged = (): Unreadable => new Unreadable({ type: 'TableDamaged', file });
  const bomb = (): Unreadable => new Unreadable({ type: 'TableBomb', file });
  const entries = new Map<string, yauzl.Entry>();
  let archive: yauzl.ZipFile;
  let unpacked = 0;
  let declared = 0;
  try {
    archive = await yauzl.fromBufferPromise(bytes, { validateEntrySizes: true });
    if (archive.entryCount > MAX_ENTRIES) throw bomb();
    for await (const entry of archive.eachEntry()) {
      declared += entry.uncompressedSize;
      if (declared > 4 * MAX_UNPACKED_BYTES) throw bomb();
      entries.set(entry.fileName, entry);
    }
  } catch (error) {
    throw error instanceof Unreadable ? error : damaged();
  }
  return {
    names: [...entries.keys()],
    async read(name, take) {
      const entry = entries.get(name);
      if (entry === undefined) return false;
      if (unpacked + entry.uncompressedSize > MAX_UNPACKED_BYTES) throw bomb();
      if (grows(entry.compressedSize, entry.uncompressedSize)) throw bomb();
      if (entry.isEncrypted()) throw new Unreadable({ type: 'TableOld', file });
      let size = 0;
      try {
        const stream = await archive.openReadStreamPromise(entry);
        // Between two pieces the process does other work: a large sheet holds nothing up.
        for await (const piece of stream) {
          const part = piece as Buffer;
          size += part.length;
          unpacked += part.length;
          if (unpacked > MAX_UNPACKED_BYTES || grows(entry.compressedSize, size)) throw bomb();
          take(part);
        }
      } catch (error) {
        // `validateEntrySizes` ends the stream of a part that is longer than it says.
        if (error instanceof Unreadable) throw error;
        throw damaged();
      }
      return true;
    },
  };
}

function grows(from: number, to: number): boolean {
  return to > RATIO_FROM_BYTES && to > from * MAX_RATIO;
}
