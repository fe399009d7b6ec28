import type { ChildProcess } from 'node:child_process';
import { RuntimeProblem } from '../runtime/problem.ts';
import { launch, prepareStage } from './app.ts';
import { end, ended } from './child.ts';
import {
  demoFolders,
  forget,
  rememberAddress,
  rememberedAddress,
  take,
  type DemoFolders,
} from './folders.ts';
import { findLogin, type DemoLogin } from './people.ts';
import { startServer } from './server.ts';

/** What of the line of `npm start` says whom to be. */
interface Wanted {
  readonly login?: string;
  readonly demo?: string;
  /** Throws away what was done before. */
  readonly fresh: boolean;
}

/** The lock of whoever runs the practice server; no login is this short. */
const SERVER_LOCK = 'server';
const LOOK_EVERY_MS = 500;

/**
 * Runs the program as a person of the practice data until its window is closed or Ctrl-C. The
 * first start also runs the server; others beside it, as other people, use that server.
 *
 * @throws RuntimeProblem in one sentence.
 */
export async function runProgram({ fresh, ...wanted }: Wanted): Promise<void> {
  const person = findLogin(wanted);
  const { login, demo } = person;
  const folders = demoFolders(demo);
  if (fresh && !forget()) {
    throw new RuntimeProblem('The program is running: close it before you begin anew.');
  }
  if (take(`${demo}.${login}`) === undefined) {
    throw new RuntimeProblem(
      `The program is already open as ${login}; npm start -- --as LOGIN opens a second one beside it.`,
    );
  }
  const servesItself = take(`${demo}.${SERVER_LOCK}`) !== undefined;
  const stopped = untilStopped();
  const children: ChildProcess[] = [];
  const stage = await prepareStage();
  try {
    const url = servesItself ? await serve(children, demo, folders) : rememberedAddress(folders);
    if (url === undefined) throw new RuntimeProblem('The start beside this one is not ready yet.');
    const app = launch(stage, {
      data: folders.person(login),
      server: url,
      login,
      say: (line) => console.error(line),
    });
    children.unshift(app);
    introduce(person, url, servesItself);
    await Promise.race([ended(app), stopped]);
  } finally {
    for (const child of children) await end(child);
    await stage.display.close();
  }
}

async function serve(
  children: ChildProcess[],
  demo: string,
  folders: DemoFolders,
): Promise<string> {
  const { url, child } = await startServer(folders.server, rememberedAddress(folders), demo);
  children.push(child);
  rememberAddress(folders, url);
  return url;
}

/**
 * Resolves when somebody asks this process to stop, or ends the npm that started it; the process
 * itself goes on and tidies up.
 */
function untilStopped(): Promise<void> {
  const parent = process.ppid;
  return new Promise((resolve) => {
    setInterval(() => {
      if (process.ppid !== parent) resolve();
    }, LOOK_EVERY_MS).unref();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => resolve());
    }
  });
}

function introduce(person: DemoLogin, url: string, servesItself: boolean): void {
  const { demo, login, name, parts } = person;
  const folders = demoFolders(demo);
  console.log(`
Bascule as ${name} (${parts.join(', ')})
  practice data ${demo}
  this device   ${folders.person(login)}
  server        ${url}${servesItself ? `, ${folders.server}` : ', of the start beside this one'}
  be another    npm start -- --as LOGIN    (beside this one, too)
  who there is  npm start -- --people WORD    (--demo NAME: other practice data)
Close the window or press Ctrl-C to end all of it.`);
}
