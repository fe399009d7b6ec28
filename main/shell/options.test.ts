import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readOptions } from './options.ts';

describe('the command line', () => {
  it('is read among Chromium’s own switches', () => {
    const line = ['--no-sandbox', '--remote-debugging-port=0', '/opt/app', '--data', 'été 1'];
    expect(
      readOptions([...line, '--server=http://127.0.0.1:8080', '--enrol', 'demo-x'], '/home'),
    ).toEqual({ data: resolve('/home/été 1'), server: 'http://127.0.0.1:8080', enrol: 'demo-x' });
  });

  it('may say nothing', () => {
    expect(readOptions(['/opt/app'], '/home')).toEqual({});
    expect(readOptions(['--data', '', '--server'], '/home')).toEqual({});
  });
});
