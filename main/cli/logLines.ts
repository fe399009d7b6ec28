import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Call } from '../../shared/bridge/bridge.ts';
import type { CoreFailure } from '../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import { localDateSchema } from '../../shared/schema/values.ts';
import { entryStates } from '../../shared/tutoring/logEntry.entity.ts';
import { presenceStatuses } from '../../shared/tutoring/tutoringSession.entity.ts';

const text = z.string().min(1).max(4_000);
const word = z.string().min(1).max(300);

const lineSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('attendance'),
    establishment: word,
    status: z.enum(presenceStatuses),
    people: z.string().max(400).nullish(),
  }),
  z.strictObject({
    kind: z.literal('difficulty'),
    text,
    establishment: word.nullish(),
    theme: z.string().max(200).nullish(),
    state: z.enum(entryStates).nullish(),
    /** Id of a blocker; true: a new one is made of it. */
    blocker: z.union([word, z.boolean()]).nullish(),
  }),
  z.strictObject({
    kind: z.literal('answer'),
    text,
    establishment: word.nullish(),
    theme: z.string().max(200).nullish(),
    /** Id of a difficulty, or which it is of those that these lines have written, from 0. */
    about: z.union([word, z.int().min(0)]).nullish(),
  }),
  z.strictObject({
    kind: z.literal('followUp'),
    text,
    establishment: word.nullish(),
    theme: z.string().max(200).nullish(),
    who: z.string().max(240).nullish(),
    by: localDateSchema.nullish(),
    about: z.union([word, z.int().min(0)]).nullish(),
  }),
  z.strictObject({
    kind: z.literal('note'),
    text,
    establishment: word.nullish(),
    theme: z.string().max(200).nullish(),
  }),
]);
type Line = z.infer<typeof lineSchema>;

/** A line that was refused, counted from 1. */
export interface RefusedLine {
  readonly line: number;
  readonly failure: CoreFailure;
}

/**
 * Writes lines of JSON into the log of a session, each durable by itself: a bad one is refused and
 * stops nothing.
 * @returns how many were written, and those that were not
 */
export async function logLines(
  call: Call,
  session: string,
  input: NodeJS.ReadableStream,
): Promise<{ written: number; refused: RefusedLine[] }> {
  const refused: RefusedLine[] = [];
  /** Ids of the difficulties that were written, by their order. A refused one keeps its place. */
  const difficulties: (string | null)[] = [];
  let written = 0;
  let number = 0;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (line.trim() === '') continue;
    const parsed = parse(line);
    const outcome = parsed.ok ? await write(call, session, parsed.value, difficulties) : parsed;
    if (isDifficulty(line)) difficulties.push(outcome.ok ? outcome.value : null);
    if (outcome.ok) written += 1;
    else refused.push({ line: number, failure: outcome.error });
  }
  return { written, refused };
}

/** Whether a line means to be a difficulty: those that follow count on its place. */
function isDifficulty(line: string): boolean {
  try {
    return (JSON.parse(line) as { kind?: unknown } | null)?.kind === 'difficulty';
  } catch {
    return false;
  }
}

function parse(line: string): Result<Line, CoreFailure> {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return err({ type: 'BadInput', detail: `JSON : ${line.slice(0, 40)}` });
  }
  const parsed = lineSchema.safeParse(json);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0]!;
  const place =
    issue.path.join('.') || (issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : 'JSON');
  const given = (json as Record<string, unknown> | null)?.[String(issue.path[0])];
  const value = typeof given === 'string' ? ` : ${given.slice(0, 40)}` : '';
  return err({ type: 'BadInput', detail: `${place}${value}` });
}

async function write(
  call: Call,
  session: string,
  line: Line,
  difficulties: readonly (string | null)[],
): Promise<Result<string, CoreFailure>> {
  if (line.kind === 'attendance') {
    const { kind: _, people, ...mark } = line;
    const marks = [{ ...mark, ...(people === undefined ? {} : { people }) }];
    const marked = await call('log.mark', { session, marks });
    return marked.ok ? ok('') : marked;
  }
  const { kind } = line;
  const about = 'about' in line ? (line.about ?? undefined) : undefined;
  const of = typeof about === 'number' ? (difficulties[about] ?? null) : about;
  if (of === null) return err({ type: 'EntryUnknown', entry: String(about) });
  const blocker = kind === 'difficulty' ? (line.blocker ?? null) : null;
  const said = {
    text: line.text,
    ...(line.establishment ? { establishment: line.establishment } : {}),
    ...(line.theme ? { theme: line.theme } : {}),
    ...(kind === 'difficulty' && line.state ? { state: line.state } : {}),
    ...(typeof blocker === 'string' ? { blocker } : {}),
    ...(blocker === true ? { newBlocker: true } : {}),
    ...(kind === 'followUp' && line.who ? { who: line.who } : {}),
    ...(kind === 'followUp' && line.by ? { by: line.by } : {}),
  };
  const written = await call('log.write', {
    session,
    kind,
    said,
    ...(of === undefined ? {} : { about: of }),
  });
  return written.ok ? ok(written.value.id) : written;
}
