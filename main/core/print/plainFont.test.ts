import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fontFile } from './fontFile.ts';
import { plainFont } from './plainFont.ts';

/** The sum of a table's numbers, as fonts say it of their tables. */
function checksum(table: Buffer): number {
  const whole = Buffer.concat([table, Buffer.alloc((4 - (table.length % 4)) % 4)]);
  let sum = 0;
  for (let at = 0; at < whole.length; at += 4) sum = (sum + whole.readUInt32BE(at)) % 2 ** 32;
  return sum;
}

describe('a font of the web', () => {
  it.each(['latin', 'latin-ext', 'arabic'])('has all its tables unpacked: %s', (script) => {
    const font = plainFont(
      readFileSync(fontFile(`ibm-plex-sans-arabic-${script}-400-normal.woff`)),
    );
    const tables = Array.from({ length: font.readUInt16BE(4) }, (_, index) => {
      const at = 12 + index * 16;
      const start = font.readUInt32BE(at + 8);
      return {
        tag: font.toString('latin1', at, at + 4),
        said: font.readUInt32BE(at + 4),
        found: checksum(font.subarray(start, start + font.readUInt32BE(at + 12))),
      };
    });
    expect(tables.map(({ tag }) => tag)).toEqual(expect.arrayContaining(['cmap', 'glyf', 'head']));
    // The head holds a sum of the whole file, which its own leaves out.
    for (const { tag, said, found } of tables) {
      if (tag !== 'head') expect([tag, found]).toEqual([tag, said]);
    }
  });

  it('is nothing else', () => {
    expect(() => plainFont(Buffer.from('wOF2 and so on'))).toThrow('not a font of the web');
  });
});
