import { languageOf } from '../shared/messages/messages.ts';
import { LEAST_CODE_MINUTES, DEFAULT_CODE_MINUTES } from './accounts/codes.ts';
import { backup } from './admin/backup.ts';
import { issueCode } from './admin/code.ts';
import {
  devicesTable,
  listDevices,
  listToReview,
  reviewText,
  revokeDevice,
} from './admin/devices.ts';
import { eraseField } from './admin/erase.ts';
import { grantRole, ungrantRole } from './admin/grants.ts';
import { listPeople, peopleTable } from './admin/people.ts';
import { addProgramme, listProgrammes, programmesTable } from './admin/programmes.ts';
import { restore } from './admin/restore.ts';
import { Blobs } from './db/blobs.ts';
import { contentOf, tidyContents } from './attachments/tidy.ts';
import { readArguments, readDatabaseUrl, requireData } from './arguments.ts';
import { asStorageProblem, openAdminStorage, openStorage, type StorageOptions } from './db/open.ts';
import type { Storage } from './db/storage.ts';
import { ProblemError } from './problem.ts';
import { reportFailure, sayIn } from './speak.ts';
import { goWhereTyped } from './typedIn.ts';

const language = languageOf(process.env);
const say = sayIn(language);

/** What a command works with. */
interface Invocation {
  readonly storage: Storage;
  readonly dataDir: string;
  readonly operands: readonly string[];
  readonly minutes: number;
  /** Options of the commands that make something. */
  readonly made: { readonly id?: string; readonly name?: string; readonly pilot?: string };
  readonly force: boolean;
}

/** What a command found or did: as JSON, and in words. */
interface Outcome {
  readonly json: unknown;
  readonly text: string;
}

interface Command {
  /** Names of the operands, all of which are needed. */
  readonly operands: readonly string[];
  /** How many more operands may follow. */
  readonly more?: number;
  /** Needs the folder, or the database, for itself. */
  readonly alone?: boolean;
  readonly run: (invocation: Invocation) => Promise<Outcome>;
}

const commands: Readonly<Record<string, Command>> = {
  people: {
    operands: [],
    run: async ({ storage }) => {
      const people = await storage.read(listPeople);
      return { json: people, text: peopleTable(people, say) };
    },
  },
  code: {
    operands: ['LOGIN'],
    run: async ({ storage, operands, minutes }) => {
      const { code, expiresAt, name } = await issueCode(storage, operands[0]!, minutes, Date.now());
      const until = new Date(expiresAt);
      const json = { code, expiresAt: until.toISOString() };
      return {
        json,
        text: say('code.text', { name, code, until: until.toLocaleString(language) }),
      };
    },
  },
  grant: {
    operands: ['LOGIN', 'ROLE', 'PLACE'],
    run: async ({ storage, operands: [login, role, place] }) => {
      const granted = await grantRole(storage, login!, role!, place!, Date.now());
      return { json: granted, text: say('grant.text', { ...granted }) };
    },
  },
  ungrant: {
    operands: ['LOGIN', 'ROLE', 'PLACE'],
    run: async ({ storage, operands: [login, role, place] }) => {
      const granted = await ungrantRole(storage, login!, role!, place!, Date.now());
      return { json: granted, text: say('ungrant.text', { ...granted }) };
    },
  },
  programmes: {
    operands: [],
    more: 2,
    run: async ({ storage, operands: [verb, template], made }) => {
      if (verb === undefined) {
        const programmes = await storage.read(listProgrammes);
        return { json: programmes, text: programmesTable(programmes, say) };
      }
      const { id, name, pilot } = made;
      if (verb !== 'add') throw new ProblemError({ type: 'usage', detail: verb });
      if (template === undefined || !id || !name) {
        const detail = 'programmes add TEMPLATE --id ID --name NAME [--pilot LOGIN]';
        throw new ProblemError({ type: 'usage', detail });
      }
      const added = await addProgramme(storage, { template, id, name, pilot }, Date.now());
      return { json: added, text: say('programmes.added', { ...added }) };
    },
  },
  devices: {
    operands: [],
    run: async ({ storage }) => {
      const devices = await storage.read(listDevices);
      return { json: devices, text: devicesTable(devices, say) };
    },
  },
  revoke: {
    operands: ['DEVICE'],
    run: async ({ storage, operands }) => {
      const revoked = await revokeDevice(storage, operands[0]!, Date.now());
      return { json: revoked, text: say('revoke.text', { ...revoked }) };
    },
  },
  review: {
    operands: [],
    run: async ({ storage }) => {
      const found = await storage.read(listToReview);
      return { json: found, text: reviewText(found, say) };
    },
  },
  erase: {
    operands: ['ENTITY', 'ROW', 'FIELD'],
    run: async ({ storage, dataDir, operands: [entity, row, field] }) => {
      const hash = await contentOf(storage, entity!, row!);
      const erased = await eraseField(storage, entity!, row!, field!, Date.now());
      if (hash !== null) {
        const blobs = new Blobs(dataDir);
        await tidyContents({ storage, blobs, now: Date.now(), hashes: [hash], keptMs: 0 });
      }
      return { json: erased, text: say('erase.text', { ...erased }) };
    },
  },
  backup: {
    operands: ['FILE'],
    run: async ({ storage, dataDir, operands }) => {
      const made = await backup(storage, dataDir, operands[0]!, Date.now());
      return { json: made, text: say('backup.text', { ...made }) };
    },
  },
  restore: {
    operands: ['FILE'],
    alone: true,
    run: async ({ storage, dataDir, operands, force }) => {
      const restored = await restore(storage, dataDir, operands[0]!, force);
      return { json: restored, text: say('restore.text', { ...restored }) };
    },
  },
};

function readMinutes(text: string): number {
  const minutes = Number(text);
  if (!Number.isSafeInteger(minutes) || minutes < LEAST_CODE_MINUTES) {
    throw new ProblemError({ type: 'minutesInvalid', minutes: text, least: LEAST_CODE_MINUTES });
  }
  return minutes;
}

function findCommand(name: string | undefined, operands: readonly string[]): Command {
  const known = Object.keys(commands).join(', ');
  if (name === undefined) throw new ProblemError({ type: 'usage', detail: known });
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    throw new ProblemError({ type: 'commandUnknown', command: name, known });
  }
  if (operands.length < command.operands.length || operands.includes('')) {
    throw new ProblemError({ type: 'usage', detail: [name, ...command.operands].join(' ') });
  }
  const unexpected = operands[command.operands.length + (command.more ?? 0)];
  if (unexpected !== undefined) throw new ProblemError({ type: 'usage', detail: unexpected });
  return command;
}

/** The storage for a command, and how to close it. */
async function open(
  place: StorageOptions,
  alone: boolean,
): Promise<{ storage: Storage; close: () => Promise<void> }> {
  if (alone) return openStorage(place);
  const storage = await openAdminStorage(place);
  return { storage, close: () => storage.close() };
}

async function main(): Promise<void> {
  goWhereTyped();
  const { values, positionals } = readArguments(process.argv.slice(2), {
    data: { type: 'string' },
    'database-url': { type: 'string' },
    json: { type: 'boolean', default: false },
    force: { type: 'boolean', default: false },
    id: { type: 'string' },
    name: { type: 'string' },
    pilot: { type: 'string' },
    'valid-minutes': { type: 'string', default: String(DEFAULT_CODE_MINUTES) },
    help: { type: 'boolean', default: false },
  });
  const [name, ...operands] = positionals;
  if (values.help) {
    process.stdout.write(`${say('usage.admin')}\n`);
    return;
  }
  const command = findCommand(name, operands);
  const minutes = readMinutes(values['valid-minutes']);
  const dataDir = requireData(values.data);
  const place = { dataDir, databaseUrl: readDatabaseUrl(values['database-url']) };
  const { storage, close } = await open(place, command.alone === true);
  try {
    const { force, id, name: named, pilot } = values;
    const made = {
      ...(id !== undefined && { id }),
      ...(named !== undefined && { name: named }),
      ...(pilot !== undefined && { pilot }),
    };
    const { json, text } = await command.run({
      storage,
      dataDir,
      operands,
      minutes,
      made,
      force,
    });
    process.stdout.write(`${values.json ? JSON.stringify(json) : text}\n`);
  } catch (error) {
    throw asStorageProblem(error, place);
  } finally {
    await close();
  }
}

main().catch((error: unknown) => {
  process.exitCode = reportFailure(say, error);
});
