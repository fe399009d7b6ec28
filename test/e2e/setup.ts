/** Before the first end-to-end test: a runtime, an up-to-date build, a screen. */
import type { TestProject } from 'vitest/node';
import { buildIfStale } from '../../build/build.ts';
import { openDisplay } from '../../build/runtime/display.ts';
import { launchArguments } from '../../build/runtime/launch.ts';
import { resolveRuntime } from '../../build/runtime/resolve.ts';
import type { Runtime } from '../../build/runtime/runtime.ts';

/** What the end-to-end tests need to start the program; read with vitest's `inject('start')`. */
export interface Start {
  readonly runtime: Runtime;
  /** Arguments this machine asks for, before the program's own. */
  readonly args: readonly string[];
  /** The environment that names the screen. */
  readonly display: Readonly<Record<string, string>>;
}

declare module 'vitest' {
  export interface ProvidedContext {
    start: Start;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const runtime = await resolveRuntime();
  await buildIfStale();
  const { args } = await launchArguments(runtime.dist);
  const display = await openDisplay();
  project.provide('start', { runtime, args, display: display.env });
  return () => display.close();
}
