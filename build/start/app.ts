import { spawn, type ChildProcess } from 'node:child_process';
import type { Display } from '../runtime/display.ts';
import { openDisplay } from '../runtime/display.ts';
import { launchArguments } from '../runtime/launch.ts';
import { projectRoot } from '../runtime/paths.ts';
import { resolveRuntime } from '../runtime/resolve.ts';
import { runtimeEnvironment, type Runtime } from '../runtime/runtime.ts';
import { buildIfStale } from '../build.ts';
import { onLine } from './child.ts';

/** What every start of the program needs, prepared once. */
export interface Stage {
  readonly runtime: Runtime;
  readonly args: readonly string[];
  readonly display: Display;
}

/** A runtime, an up-to-date build and a screen. */
export async function prepareStage(): Promise<Stage> {
  const runtime = await resolveRuntime();
  await buildIfStale();
  const { args } = await launchArguments(runtime.dist);
  return { runtime, args, display: await openDisplay() };
}

export interface Launch {
  readonly data: string;
  readonly server: string;
  readonly login: string;
  /** Folder of the program; this one by default. */
  readonly program?: string;
  /** Arguments for Chromium, before the program's own. */
  readonly switches?: readonly string[];
  /** Receives what the program says on standard error, without Chromium's own remarks. */
  readonly say: (line: string) => void;
  /** Receives Chromium's remarks; nobody by default. */
  readonly remark?: (line: string) => void;
}

/** Starts the program as a person of the practice data; a folder that is enrolled stays so. */
export function launch({ runtime, args, display }: Stage, wanted: Launch): ChildProcess {
  const { data, server, login, program = projectRoot, switches = [] } = wanted;
  const own = ['--data', data, '--server', server, '--enrol', `demo-${login}`];
  const child = spawn(runtime.executable, [...args, ...switches, program, ...own], {
    cwd: projectRoot,
    env: runtimeEnvironment(runtime, display.env),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onLine(child.stderr, (line) => {
    if (isRemark(line)) wanted.remark?.(line);
    else wanted.say(line);
  });
  return child;
}

/** `[123:0120/101010.123:ERROR:bus.cc(407)] …` and the lines about its debugger. */
function isRemark(line: string): boolean {
  return line === '' || /^\[[\d:/.]+:[A-Z]+:/.test(line) || line.startsWith('DevTools listening');
}
