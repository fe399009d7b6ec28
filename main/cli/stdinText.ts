import type { CoreFailure } from '../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';

const LINE_FEED = 10;
const MARK = '\uFEFF';
/** A line of a script is no longer than that: what is, is no line of one. */
const LONGEST_LINE = 4_000_000;

/**
 * Lines of a stream as UTF-8, whatever mark it begins with. One that is not UTF-8 is told, and the
 * next are read all the same.
 */
export async function* stdinLines(
  input: NodeJS.ReadableStream,
): AsyncGenerator<Result<string, CoreFailure>> {
  let isFirst = true;
  const take = (bytes: Buffer): Result<string, CoreFailure> => {
    const line = decoded(bytes);
    if (!line.ok || !isFirst) return line;
    isFirst = false;
    return ok(line.value.startsWith(MARK) ? line.value.slice(1) : line.value);
  };
  let rest: Buffer[] = [];
  let length = 0;
  for await (const chunk of input) {
    let bytes = bytesOf(chunk);
    for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED)) {
      yield take(Buffer.concat([...rest, bytes.subarray(0, at)]));
      rest = [];
      length = 0;
      bytes = bytes.subarray(at + 1);
    }
    length += bytes.length;
    if (length <= LONGEST_LINE) rest.push(bytes);
  }
  if (length > 0) yield take(Buffer.concat(rest));
}

/** All of a stream as UTF-8. Fails with NotUtf8; BadInput where it is longer than `limit` letters. */
export async function stdinText(
  input: NodeJS.ReadableStream,
  limit: number,
): Promise<Result<string, CoreFailure>> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of input) {
    const bytes = bytesOf(chunk);
    length += bytes.length;
    if (length > limit) return err({ type: 'BadInput', detail: '--stdin' });
    chunks.push(bytes);
  }
  const text = decoded(Buffer.concat(chunks));
  return text.ok && text.value.startsWith(MARK) ? ok(text.value.slice(1)) : text;
}

function bytesOf(chunk: string | Buffer): Buffer {
  return typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
}

function decoded(bytes: Buffer): Result<string, CoreFailure> {
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return ok(decoder.decode(bytes).replace(/\r$/, ''));
  } catch {
    return err({ type: 'NotUtf8' });
  }
}
