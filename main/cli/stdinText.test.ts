import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { stdinLines, stdinText } from './stdinText.ts';

const MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
async function lines(...chunks: (Buffer | string)[]): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const line of stdinLines(Readable.from(chunks))) {
    all.push(line.ok ? line.value : line.error.type);
  }
  return all;
}

describe('standard input', () => {
  it('is lines, wherever chunks end, without a mark and with either line break', async () => {
    const bytes = Buffer.from('é1\r\ndeux\n\ntrois');
    for (let at = 0; at <= bytes.length; at += 1) {
      const parts = [bytes.subarray(0, at), bytes.subarray(at)];
      expect(await lines(MARK, ...parts)).toEqual(['é1', 'deux', '', 'trois']);
    }
    expect(await lines('un\n')).toEqual(['un']);
  });

  it('tells which line is not UTF-8, and reads the next', async () => {
    expect(await lines('un\n', latin('café\n'), 'trois\n')).toEqual(['un', 'NotUtf8', 'trois']);
  });

  it('is one text, refused where it is not UTF-8 or too long', async () => {
    const read = (...chunks: Buffer[]) => stdinText(Readable.from(chunks), 20);
    expect(await read(MARK, Buffer.from('{"a":"é"}'))).toEqual({ ok: true, value: '{"a":"é"}' });
    expect(await read(latin('é'))).toEqual({ ok: false, error: { type: 'NotUtf8' } });
    expect(await read(Buffer.alloc(21))).toMatchObject({ error: { type: 'BadInput' } });
  });
});
