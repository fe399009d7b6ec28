import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import os from 'node:os';
import { decode, encode } from 'cborg';
import { sealBatch } from '../../shared/sync/batch.ts';
import type { Transaction } from '../../shared/sync/change.ts';
import { PROTOCOL_VERSION } from '../../shared/sync/protocol.ts';
import { seededRandom } from '../support/random.ts';
import { compressions, streamed } from './encodings/compressions.ts';
import { deviceId, mixedTicks, ticksInOrder } from './encodings/ticks.ts';
import { snapshotFrames } from './encodings/frames.ts';
import { median, round } from './measure.ts';
import { SCHOOLS, STEPS } from './wave61.ts';

/**
 * Compares encodings of what crosses the wire: prints one JSON object for each content, form and
 * compression, with bytes a tick (or row) and the milliseconds that each side spends.
 *
 *   node test/bench/encodings.ts
 */
const TICKS = 1_000;
const RUNS = 15;
const PREV = 'p'.repeat(43);

/** One content in one form: what makes it and what reads it, without compression. */
interface Form {
  readonly content: string;
  readonly form: string;
  /** Ticks or rows in it. */
  readonly count: number;
  encode(): Buffer;
  decode(plain: Buffer): unknown;
}

function batchForms(content: string, device: string, transactions: Transaction[]): Form[] {
  const { privateKey } = generateKeyPairSync('ed25519');
  const hash = (text: string): string => createHash('sha256').update(text).digest('base64url');
  const { text } = sealBatch(
    { protocol: PROTOCOL_VERSION, device, prev: PREV },
    transactions,
    'r'.repeat(22),
    hash,
    (of) => sign(null, Buffer.from(of), privateKey).toString('base64url'),
  );
  const lines = text.split('\n');
  const header: unknown = JSON.parse(lines[0]!);
  const signature = Buffer.from(lines.at(-1)!, 'base64url');
  const count = transactions.length;
  const whole = { header, salt: Buffer.alloc(16, 7), transactions, signature };
  return [
    {
      content,
      form: 'batch text',
      count,
      encode: () => Buffer.from(text),
      decode: (plain) =>
        plain
          .toString()
          .split('\n')
          .slice(2, -1)
          .map((line) => JSON.parse(line) as unknown),
    },
    cborForm(content, count, whole),
  ];
}

function cborForm(content: string, count: number, value: unknown): Form {
  return {
    content,
    form: 'CBOR',
    count,
    encode: () => Buffer.from(encode(value)),
    decode: (plain) => decode(plain) as unknown,
  };
}

function frameForms(): Form[] {
  const frames = snapshotFrames();
  const content = 'snapshot';
  const count = SCHOOLS * STEPS;
  return [
    {
      content,
      form: 'NDJSON',
      count,
      encode: () => Buffer.from(frames.map((frame) => `${JSON.stringify(frame)}\n`).join('')),
      decode: (plain) =>
        plain
          .toString()
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as unknown),
    },
    cborForm(content, count, frames),
  ];
}

function ms(work: () => unknown): number {
  const times: number[] = [];
  for (let run = 0; run <= RUNS; run += 1) {
    const started = performance.now();
    work();
    // The first run warms up.
    if (run > 0) times.push(performance.now() - started);
  }
  return round(median(times));
}

interface Result {
  readonly content: string;
  readonly form: string;
  readonly compression: string;
  /** Bytes a tick or a row. */
  readonly bytes: number;
  readonly encodeMs?: number;
  readonly decodeMs?: number;
  readonly compressMs?: number;
  readonly decompressMs?: number;
}

const device = deviceId(seededRandom(1));
const forms = [
  ...batchForms('ticks in order', device, ticksInOrder(device, TICKS)),
  ...batchForms('mixed ticks', device, mixedTicks(device, TICKS)),
  ...frameForms(),
];
const results = forms.flatMap(({ content, form, count, encode, decode }): Result[] => {
  const plain = encode();
  const coding = { encodeMs: ms(encode), decodeMs: ms(() => decode(plain)) };
  return [
    { content, form, compression: 'none', bytes: round(plain.length / count), ...coding },
    ...compressions.map(({ name, compress, decompress }) => {
      const packed = compress(plain);
      return {
        content,
        form,
        compression: name,
        bytes: round(packed.length / count),
        compressMs: ms(() => compress(plain)),
        decompressMs: ms(() => decompress(packed)),
      };
    }),
  ];
});
/** A pull is compressed frame by frame as it is read: some compressions then find less. */
const frames = snapshotFrames().map((frame) => Buffer.from(`${JSON.stringify(frame)}\n`));
for (const compression of compressions) {
  const runs: { bytes: number; ms: number }[] = [];
  for (let run = 0; run <= RUNS; run += 1) runs.push(await streamed(compression, frames));
  results.push({
    content: 'snapshot',
    form: 'NDJSON, frame by frame',
    compression: compression.name,
    bytes: round(runs[0]!.bytes / (SCHOOLS * STEPS)),
    compressMs: round(median(runs.slice(1).map((run) => run.ms))),
  });
}
console.log(JSON.stringify({ n: RUNS, load: os.loadavg()[0], results }, null, 1));
