import { z } from 'zod';
import type { Call } from '../../shared/bridge/bridge.ts';
import type { CoreFailure } from '../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import { PLAIN_ID_PATTERN } from '../../shared/kernel/ids.ts';
import { localDateSchema } from '../../shared/schema/values.ts';
import type { SessionLog } from '../../shared/tutoring/log.contract.ts';
import { answered, sameLine } from '../../shared/tutoring/log.rules.ts';
import { entryStates } from '../../shared/tutoring/logEntry.entity.ts';
import { presenceStatuses } from '../../shared/tutoring/tutoringSession.entity.ts';
import { stdinLines } from './stdinText.ts';

const text = z.string().min(1).max(4_000);
const word = z.string().min(1).max(300);
/** What a script calls a line by, so that the same line is not written twice. */
const id = z.string().max(60).regex(PLAIN_ID_PATTERN).nullish();

const lineSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('attendance'),
    /** A mark is known by its school: it needs no name, and may have one as all lines do. */
    id,
    establishment: word,
    status: z.enum(presenceStatuses),
    people: z.string().max(400).nullish(),
  }),
  z.strictObject({
    kind: z.literal('difficulty'),
    id,
    text,
    establishment: word.nullish(),
    theme: z.string().max(200).nullish(),
    state: z.enum(entryStates).nullish(),
    /** Id of a blocker; true: a new one is made of it. */
    blocker: z.union([word, z.boolean()]).nullish(),
  }),
  z.strictObject({
    kind: z.literal('answer'),
    id,
    text,
    establishment: word.nullish(),
    theme: z.string().max(200).nullish(),
    /**
     * Id of a difficulty, what these lines call it, or which it is of those that these lines have
     * written, from 0.
     */
    about: z.union([word, z.int().min(0)]).nullish(),
  }),
  z.strictObject({
    kind: z.literal('followUp'),
    id,
    text,
    establishment: word.nullish(),
    theme: z.string().max(200).nullish(),
    who: z.string().max(240).nullish(),
    by: localDateSchema.nullish(),
    about: z.union([word, z.int().min(0)]).nullish(),
  }),
  z.strictObject({
    kind: z.literal('note'),
    id,
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

/** What has become of lines. */
export interface LinesWritten {
  readonly written: number;
  /** They are in the log already as they were said. */
  readonly unchanged: number;
  readonly refused: readonly RefusedLine[];
  /** Lines that were written, counted from 1, with what they said. */
  readonly said: readonly { readonly line: number; readonly said: unknown }[];
}

/**
 * Writes lines of JSON into the log of a session, each durable by itself: a bad one is refused and
 * stops nothing. The same lines once more change nothing: a line is known by its `id`, else by its
 * kind, school and text among those that this person has written.
 * @param log the log as it is before
 */
export async function logLines(
  call: Call,
  log: SessionLog,
  input: NodeJS.ReadableStream,
): Promise<LinesWritten> {
  const refused: RefusedLine[] = [];
  const said: { line: number; said: unknown }[] = [];
  const state: LogState = { call, log, difficulties: [], called: new Map() };
  let [written, unchanged, number] = [0, 0, 0];
  for await (const read of stdinLines(input)) {
    number += 1;
    const line = read.ok ? read.value : '';
    if (read.ok && line.trim() === '') continue;
    const parsed = read.ok ? parse(line) : read;
    const outcome = parsed.ok ? await write(state, parsed.value) : parsed;
    if (isDifficulty(line)) state.difficulties.push(outcome.ok ? outcome.value.id : null);
    if (parsed.ok && outcome.ok && parsed.value.kind === 'difficulty' && parsed.value.id) {
      state.called.set(parsed.value.id, outcome.value.id);
    }
    if (!outcome.ok) refused.push({ line: number, failure: outcome.error });
    else if (outcome.value.unchanged) unchanged += 1;
    else written += 1;
    if (parsed.ok && outcome.ok) said.push({ line: number, said: parsed.value });
  }
  return { written, unchanged, refused, said };
}

interface LogState {
  readonly call: Call;
  /** The log after the last line. */
  log: SessionLog;
  /** Ids of the difficulties of these lines, by their order. A refused one keeps its place. */
  readonly difficulties: (string | null)[];
  /** Ids of the difficulties of these lines, by what the lines call them. */
  readonly called: Map<string, string>;
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
  state: LogState,
  line: Line,
): Promise<Result<{ id: string; unchanged: boolean }, CoreFailure>> {
  const { call, log } = state;
  const session = log.session.id;
  if (line.kind === 'attendance') return mark(state, line);
  const { kind } = line;
  const of = aboutOf(state, line);
  if (of === null)
    return err({ type: 'EntryUnknown', entry: String('about' in line && line.about) });
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
  const named = schoolOf(log, line.establishment)?.id ?? null;
  // What is about a difficulty and names no school is of that one's.
  const school = named ?? log.lines.find(({ id: one }) => one === of)?.establishment ?? null;
  const known =
    line.id || (line.establishment && named === null)
      ? undefined
      : log.lines.find(
          (one) =>
            one.mine &&
            sameLine(one, { kind, establishment: school, text: line.text }) &&
            (of === undefined || one.about === of),
        );
  if (known !== undefined) return ok({ id: known.id, unchanged: true });
  const written = await call('log.write', {
    session,
    kind,
    said,
    ...(of === undefined ? {} : { about: of }),
    ...(line.id ? { id: line.id } : {}),
  });
  if (!written.ok) return written;
  state.log = written.value.log;
  return ok({ id: written.value.id, unchanged: written.value.unchanged === true });
}

/** The line that a line is about; null: there is none of that number; undefined: nothing is said. */
function aboutOf({ log, difficulties, called }: LogState, line: Line): string | null | undefined {
  const about = 'about' in line ? (line.about ?? undefined) : undefined;
  if (typeof about === 'number') return difficulties[about] ?? null;
  if (about !== undefined) return called.get(about) ?? about;
  if (line.kind !== 'answer') return undefined;
  // The last difficulty that these lines name comes first, so that they mean the same once more.
  const school = schoolOf(log, line.establishment)?.id ?? null;
  const named = log.lines.filter(({ id: one }) => difficulties.includes(one));
  const inOrder = difficulties.flatMap((one) => named.find((row) => row.id === one) ?? []);
  return answered(inOrder, school) ?? answered(log.lines, school) ?? undefined;
}

function schoolOf({ schools }: SessionLog, named: string | null | undefined) {
  return schools.find(
    ({ id: one, code }) => one === named || code?.toUpperCase() === named?.toUpperCase(),
  );
}

async function mark(
  state: LogState,
  { establishment, status, people }: Extract<Line, { kind: 'attendance' }>,
): Promise<Result<{ id: string; unchanged: boolean }, CoreFailure>> {
  const before = schoolOf(state.log, establishment);
  const said = people === undefined ? {} : { people };
  const marks = [{ establishment, status, ...said }];
  const marked = await state.call('log.mark', { session: state.log.session.id, marks });
  if (!marked.ok) return marked;
  state.log = marked.value;
  const unchanged =
    before?.status === status && (people === undefined || (before.people ?? '') === (people ?? ''));
  return ok({ id: '', unchanged });
}
