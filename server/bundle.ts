import fs from 'node:fs';
import path from 'node:path';
import { languageOf } from '../shared/messages/messages.ts';
import { MAX_BUNDLE_BYTES } from '../shared/sync/bundle.ts';
import { loadIdentity } from './accounts/identity.ts';
import { readArguments, readDatabaseUrl, requireData } from './arguments.ts';
import { relay } from './bundle/relay.ts';
import { asStorageProblem, openAdminStorage } from './db/open.ts';
import { fileProblem, requireReplaceable, writeDurably } from './durableFile.ts';
import { ProblemError } from './problem.ts';
import { reportFailure, sayIn } from './speak.ts';
import { LocalFeed } from './sync/feed.ts';
import { PushGroups } from './sync/groups.ts';
import { LatestStamp } from './sync/latest.ts';
import { goWhereTyped } from './typedIn.ts';

const language = languageOf(process.env);
const say = sayIn(language);

/** A reply is carried by whoever travels; only its device can read it. */
const MODE_HANDED_OVER = 0o644;
/** How an older reply begins, which may be written over. */
const BUNDLE_START = Buffer.from('{"bascule":"bundle"');
/** What is written down as the carrier of a batch that came by hand. */
const CARRIER = 'bundle';

function readFile(file: string): Uint8Array {
  let bytes: Uint8Array;
  try {
    if (fs.statSync(file).size > MAX_BUNDLE_BYTES) {
      throw new ProblemError({ type: 'fileTooLarge', file });
    }
    bytes = fs.readFileSync(file);
  } catch (error) {
    throw fileProblem(file, error);
  }
  if (bytes.length === 0) throw new ProblemError({ type: 'fileEmpty', file });
  return bytes;
}

async function writeFile(file: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeDurably(file, async (handle) => handle.writeFile(bytes), MODE_HANDED_OVER);
  } catch (error) {
    throw fileProblem(file, error);
  }
}

async function main(): Promise<void> {
  goWhereTyped();
  const { values, positionals } = readArguments(process.argv.slice(2), {
    data: { type: 'string' },
    'database-url': { type: 'string' },
    out: { type: 'string' },
    // What it answers is JSON either way; other commands are asked for it so.
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  });
  const [name, file, ...rest] = positionals;
  if (values.help) {
    process.stdout.write(`${say('usage.bundle')}\n`);
    return;
  }
  if (name === undefined) throw new ProblemError({ type: 'usage', detail: 'import FILE' });
  if (name !== 'import') {
    throw new ProblemError({ type: 'commandUnknown', command: name, known: 'import' });
  }
  if (file === undefined) throw new ProblemError({ type: 'usage', detail: 'import FILE' });
  if (rest[0] !== undefined) throw new ProblemError({ type: 'usage', detail: rest[0] });
  const { out } = values;
  if (out === undefined || out === '') throw new ProblemError({ type: 'usage', detail: '--out' });
  const place = {
    dataDir: requireData(values.data),
    databaseUrl: readDatabaseUrl(values['database-url']),
  };
  const bytes = readFile(file);
  // Whether the reply can be written is found out before anything is decided.
  if (path.resolve(out) === path.resolve(file)) {
    throw new ProblemError({ type: 'fileExists', file: out });
  }
  await requireReplaceable(out, BUNDLE_START);
  const storage = await openAdminStorage(place);
  try {
    const context = {
      storage,
      feed: new LocalFeed(),
      identity: await loadIdentity(storage),
      now: Date.now,
    };
    const groups = new PushGroups({ ...context, latest: new LatestStamp() });
    const relayed = await relay({ ...context, groups }, bytes, CARRIER);
    if (!relayed.ok) throw new ProblemError({ type: relayed.error.type, file });
    const { reply, lacking, ...counts } = relayed.value;
    await writeFile(out, reply);
    process.stdout.write(`${JSON.stringify(counts)}\n`);
    if (lacking) process.stderr.write(`${say('bundle.lacking', { file: out })}\n`);
  } catch (error) {
    throw asStorageProblem(error, place);
  } finally {
    await storage.close();
  }
}

main().catch((error: unknown) => {
  process.exitCode = reportFailure(say, error);
});
