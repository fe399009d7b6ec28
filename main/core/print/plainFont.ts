import { inflateSync } from 'node:zlib';

const HEADER = { packed: 44, plain: 12 };
const ENTRY = { packed: 20, plain: 16 };
const ALIGNMENT = 4;

/**
 * A font as it was before it was packed for the web (WOFF 1, whose tables are packed one by one):
 * the library would unpack a table again for every sign that it draws.
 * @throws for a file that is not such a font
 */
export function plainFont(packed: Buffer): Buffer {
  if (packed.toString('latin1', 0, 4) !== 'wOFF') throw new Error('not a font of the web');
  const count = packed.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, index) => {
    const at = HEADER.packed + index * ENTRY.packed;
    const start = packed.readUInt32BE(at + 4);
    const stored = packed.subarray(start, start + packed.readUInt32BE(at + 8));
    const size = packed.readUInt32BE(at + 12);
    return {
      tag: packed.subarray(at, at + 4),
      checksum: packed.subarray(at + 16, at + 20),
      content: stored.length < size ? inflateSync(stored) : stored,
    };
  });
  const head = Buffer.alloc(HEADER.plain + count * ENTRY.plain);
  packed.copy(head, 0, 4, 8);
  head.writeUInt16BE(count, 4);
  // What a search by halves needs: the greatest power of two that is not above the count.
  const power = Math.floor(Math.log2(count));
  head.writeUInt16BE(2 ** power * ENTRY.plain, 6);
  head.writeUInt16BE(power, 8);
  head.writeUInt16BE((count - 2 ** power) * ENTRY.plain, 10);
  const contents: Buffer[] = [head];
  let offset = head.length;
  for (const [index, { tag, checksum, content }] of tables.entries()) {
    const at = HEADER.plain + index * ENTRY.plain;
    tag.copy(head, at);
    checksum.copy(head, at + 4);
    head.writeUInt32BE(offset, at + 8);
    head.writeUInt32BE(content.length, at + 12);
    const gap = (ALIGNMENT - (content.length % ALIGNMENT)) % ALIGNMENT;
    contents.push(content, Buffer.alloc(gap));
    offset += content.length + gap;
  }
  return Buffer.concat(contents);
}
