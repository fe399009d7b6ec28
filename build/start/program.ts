import type { ChildProcess } from 'node:child_process';
import { RuntimeProblem } from '../runtime/problem.ts';
import { launch, prepareStage } from './app.ts';
import { end, ended } from './child.ts';
import {
  forget,
  personData,
  rememberAddress,
  rememberedAddress,
  SERVER_DATA,
  take,
} from './folders.ts';
import { checkLogin, demoLogins } from './people.ts';
import { startServer } from './server.ts';

/** The lock of whoever runs the practice server; no login is this short. */
const SERVER_LOCK = 'server';
const LOOK_EVERY_MS = 500;

/**
 * Runs the program as a person of the practice data until its window is closed or Ctrl-C. The
 * first start also runs the server; others beside it, as other people, use that server.
 *
 * @throws RuntimeProblem in one sentence.
 */
export async function runProgram(login: string, fresh: boolean): Promise<void> {
  checkLogin(login);
  if (fresh && !forget()) {
    throw new RuntimeProblem('The program is running: close it before you begin anew.');
  }
  if (take(login) === undefined) {
    throw new RuntimeProblem(
      `The program is already open as ${login}; npm start -- --as LOGIN opens a second one beside it.`,
    );
  }
  const servesItself = take(SERVER_LOCK) !== undefined;
  const stopped = untilStopped();
  const children: ChildProcess[] = [];
  const stage = await prepareStage();
  try {
    const url = servesItself ? await serve(children) : rememberedAddress();
    if (url === undefined) throw new RuntimeProblem('The start beside this one is not ready yet.');
    const app = launch(stage, {
      data: personData(login),
      server: url,
      login,
      say: (line) => console.error(line),
    });
    children.unshift(app);
    introduce(login, url, servesItself);
    await Promise.race([ended(app), stopped]);
  } finally {
    for (const child of children) await end(child);
    await stage.display.close();
  }
}

async function serve(children: ChildProcess[]): Promise<string> {
  const { url, child } = await startServer(SERVER_DATA, rememberedAddress());
  children.push(child);
  rememberAddress(url);
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

function introduce(login: string, url: string, servesItself: boolean): void {
  const person = demoLogins().get(login);
  console.log(`
Bascule as ${person?.name ?? login} (${person?.parts.join(', ') ?? ''})
  this device   ${personData(login)}
  server        ${url}${servesItself ? `, ${SERVER_DATA}` : ', of the start beside this one'}
  be another    npm start -- --as LOGIN    (beside this one, too)
  who there is  npm start -- --people WORD
Close the window or press Ctrl-C to end all of it.`);
}
