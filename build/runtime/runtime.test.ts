import { afterEach, describe, expect, it, vi } from 'vitest';
import { NATIVE_BINDING_VARIABLE, runtimeEnvironment } from './runtime.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('runtimeEnvironment', () => {
  it('never lets Electron run as plain Node', () => {
    vi.stubEnv('ELECTRON_RUN_AS_NODE', '1');
    expect(runtimeEnvironment({})).not.toHaveProperty('ELECTRON_RUN_AS_NODE');
  });

  it('names the native binding only when there is one', () => {
    vi.stubEnv(NATIVE_BINDING_VARIABLE, undefined);
    expect(runtimeEnvironment({})).not.toHaveProperty(NATIVE_BINDING_VARIABLE);
    expect(runtimeEnvironment({ nativeBinding: '/x.node' })).toMatchObject({
      [NATIVE_BINDING_VARIABLE]: '/x.node',
    });
  });

  it('lets the caller have the last word', () => {
    expect(runtimeEnvironment({}, { DISPLAY: ':7' })).toMatchObject({ DISPLAY: ':7' });
  });
});
