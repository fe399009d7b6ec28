/** An Electron that is ready to be started on this machine. */
export interface Runtime {
  /** `official` is the release the product ships with; `fallback` is for development and CI only. */
  readonly kind: 'official' | 'fallback';
  /** Electron's own version, such as `45.4.1`. */
  readonly electron: string;
  /** Absolute path of the program to start. */
  readonly executable: string;
  /** Absolute path of the folder that holds it: what `ELECTRON_OVERRIDE_DIST_PATH` expects. */
  readonly dist: string;
  /** Absolute path of the better-sqlite3 build to use in this Electron; absent: the package's own. */
  readonly nativeBinding?: string;
  /** One sentence: which was taken, and why. */
  readonly why: string;
}

/** The environment variable by which the program is told of {@link Runtime.nativeBinding}. */
export const NATIVE_BINDING_VARIABLE = 'BASCULE_NATIVE_BINDING';

/**
 * The environment to start a runtime with: this process's own, the native binding when there is one,
 * and without the variables that would make Electron behave as plain Node.
 */
export function runtimeEnvironment(
  runtime: Pick<Runtime, 'nativeBinding'>,
  extra: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined) env[name] = value;
  }
  delete env['ELECTRON_RUN_AS_NODE'];
  // Set by an outer test or npm run; options of Node 24 are not all known to Electron's Node.
  delete env['NODE_OPTIONS'];
  if (runtime.nativeBinding !== undefined) env[NATIVE_BINDING_VARIABLE] = runtime.nativeBinding;
  return { ...env, ...extra };
}
