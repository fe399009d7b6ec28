import { languageOf } from '../shared/messages/messages.ts';
import { DEFAULT_CODE_MINUTES, LEAST_CODE_MINUTES } from './accounts/codes.ts';
import { issueCode } from './admin/code.ts';
import { listPeople, peopleTable } from './admin/people.ts';
import { readArguments, readDatabaseUrl, requireData } from './arguments.ts';
import { asStorageProblem, openAdminStorage } from './db/open.ts';
import type { Storage } from './db/storage.ts';
import { ProblemError } from './problem.ts';
import { reportFailure, sayIn } from './speak.ts';

const language = languageOf(process.env);
const say = sayIn(language);

/** What a command works with. */
interface Invocation {
  readonly storage: Storage;
  readonly operands: readonly string[];
  readonly json: boolean;
  readonly minutes: number;
}

/** Answers what is printed. */
type Command = (invocation: Invocation) => Promise<string>;

const commands: Readonly<Record<string, Command>> = {
  people: async ({ storage, json }) => {
    const people = await storage.read(listPeople);
    return json ? JSON.stringify(people) : peopleTable(people, say);
  },
  code: async ({ storage, operands, json, minutes }) => {
    const [login] = operands;
    if (login === undefined) throw new ProblemError({ type: 'usage', detail: 'code LOGIN' });
    const { code, expiresAt, name } = await issueCode(storage, login, minutes, Date.now());
    const until = new Date(expiresAt);
    return json
      ? JSON.stringify({ code, expiresAt: until.toISOString() })
      : say('code.text', { name, code, until: until.toLocaleString(language) });
  },
};

function readMinutes(text: string): number {
  const minutes = Number(text);
  if (!Number.isSafeInteger(minutes) || minutes < LEAST_CODE_MINUTES) {
    throw new ProblemError({ type: 'minutesInvalid', minutes: text, least: LEAST_CODE_MINUTES });
  }
  return minutes;
}

async function main(): Promise<void> {
  const { values, positionals } = readArguments(process.argv.slice(2), {
    data: { type: 'string' },
    'database-url': { type: 'string' },
    json: { type: 'boolean', default: false },
    'valid-minutes': { type: 'string', default: String(DEFAULT_CODE_MINUTES) },
    help: { type: 'boolean', default: false },
  });
  const [name, ...operands] = positionals;
  if (values.help || name === undefined) {
    process.stdout.write(`${say('usage.admin')}\n`);
    return;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    const known = Object.keys(commands).join(', ');
    throw new ProblemError({ type: 'commandUnknown', command: name, known });
  }
  const minutes = readMinutes(values['valid-minutes']);
  const place = {
    dataDir: requireData(values.data),
    databaseUrl: readDatabaseUrl(values['database-url']),
  };
  const storage = await openAdminStorage(place);
  try {
    process.stdout.write(`${await command({ storage, operands, json: values.json, minutes })}\n`);
  } catch (error) {
    throw asStorageProblem(error, place);
  } finally {
    await storage.close();
  }
}

main().catch((error: unknown) => {
  process.exitCode = reportFailure(say, error);
});
