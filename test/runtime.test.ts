/** The runtime's pieces against the real system: the ones that need a Linux machine. */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDisplay } from '../build/runtime/display.ts';
import { launchArguments } from '../build/runtime/launch.ts';
import { missingLibraries } from '../build/runtime/libraries.ts';
import { overriddenElectron } from '../build/runtime/override.ts';
import { exists } from '../build/runtime/run.ts';

const onLinux = process.platform === 'linux';
const hasXvfb = onLinux && (await exists('Xvfb'));
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bascule-runtime-'));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

describe.runIf(hasXvfb)('openDisplay', () => {
  beforeEach(() => {
    vi.stubEnv('DISPLAY', '');
    vi.stubEnv('WAYLAND_DISPLAY', '');
  });

  it('gives each caller a screen of its own', async () => {
    const [a, b] = await Promise.all([openDisplay(), openDisplay()]);
    expect(a.env['DISPLAY']).toMatch(/^:\d+$/);
    expect(a.env['DISPLAY']).not.toBe(b.env['DISPLAY']);
    await Promise.all([a.close(), b.close()]);
  });

  it('uses the screen that is there', async () => {
    vi.stubEnv('DISPLAY', ':0');
    const display = await openDisplay();
    expect(display.env).toEqual({});
    await display.close();
  });
});

describe.runIf(onLinux)('launchArguments', () => {
  it('gives up the sandbox for root, and says why', async () => {
    vi.spyOn(process, 'getuid').mockReturnValue(0);
    const { args, why } = await launchArguments(folder);
    expect(args).toContain('--no-sandbox');
    expect(why).toContain('root');
  });
});

describe.runIf(onLinux)('missingLibraries', () => {
  it('finds nothing missing for a program that runs', async () => {
    expect(await missingLibraries('/bin/sh')).toEqual([]);
  });
});

describe.runIf(onLinux)('overriddenElectron', () => {
  it('says in a sentence that there is no Electron in the folder', async () => {
    vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', folder);
    await expect(overriddenElectron()).rejects.toThrow('there is no Electron in that folder');
  });

  it('reads the version a release carries', async () => {
    await writeFile(join(folder, 'electron'), '');
    await chmod(join(folder, 'electron'), 0o755);
    await writeFile(join(folder, 'version'), 'v45.4.1\n');
    vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', folder);
    expect(await overriddenElectron()).toMatchObject({ version: '45.4.1', dist: folder });
  });
});
