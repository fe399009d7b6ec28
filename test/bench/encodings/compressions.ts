import type { Transform } from 'node:stream';
import { once } from 'node:events';
import zlib from 'node:zlib';

/** A way to compress what crosses the wire, at once or as it is written. */
export interface Compression {
  readonly name: string;
  compress(plain: Buffer): Buffer;
  decompress(packed: Buffer): Buffer;
  stream(): Transform;
}

const { constants } = zlib;

function gzip(level: number): Compression {
  return {
    name: `gzip ${level}`,
    compress: (plain) => zlib.gzipSync(plain, { level }),
    decompress: (packed) => zlib.gunzipSync(packed),
    stream: () => zlib.createGzip({ level }),
  };
}

/** A window of 256 kB: a larger one takes memory for each open pull and saves less than a hundredth. */
const WINDOW_BITS = 18;

function brotli(quality: number): Compression {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_LGWIN]: WINDOW_BITS,
  };
  return {
    name: `brotli ${quality}`,
    compress: (plain) => zlib.brotliCompressSync(plain, { params }),
    decompress: (packed) => zlib.brotliDecompressSync(packed),
    stream: () => zlib.createBrotliCompress({ params }),
  };
}

/** Not in every Node that this runs on. */
function zstd(level: number): Compression[] {
  if (typeof zlib.zstdCompressSync !== 'function') return [];
  const params = { [constants.ZSTD_c_compressionLevel]: level };
  return [
    {
      name: `zstd ${level}`,
      compress: (plain) => zlib.zstdCompressSync(plain, { params }),
      decompress: (packed) => zlib.zstdDecompressSync(packed),
      stream: () => zlib.createZstdCompress({ params }),
    },
  ];
}

export const compressions: readonly Compression[] = [
  ...[1, 4, 6, 9].map(gzip),
  ...[1, 2, 3, 4, 5, 6, 9].map(brotli),
  ...[1, 3, 6, 9].flatMap(zstd),
];

/** Compresses parts one by one, as they are read. @returns bytes, and milliseconds until the end */
export async function streamed(
  compression: Compression,
  parts: readonly Buffer[],
): Promise<{ bytes: number; ms: number }> {
  const stream = compression.stream();
  let bytes = 0;
  stream.on('data', (chunk: Buffer) => (bytes += chunk.length));
  const started = performance.now();
  for (const part of parts) if (!stream.write(part)) await once(stream, 'drain');
  stream.end();
  await once(stream, 'end');
  return { bytes, ms: performance.now() - started };
}
