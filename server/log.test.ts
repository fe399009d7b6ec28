import path from 'node:path';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { serverLog } from './log.ts';
import { TestDevice } from './testing/client.ts';
import { PROTOCOL_VERSION } from '../shared/sync/protocol.ts';
import { runServer, temporaryFolder } from './testing/server.ts';
import { demoStep } from './testing/ticks.ts';

const LOGIN = 'edgar.bergenia';
const NOTE = 'une remarque confidentielle';

/** What the server logs while a device enrols, pushes, pulls and is refused. */
async function logged(level: string): Promise<{ text: string; secrets: string[] }> {
  let text = '';
  const logger = pino({ level, base: null }, { write: (line: string) => (text += line) });
  const dataDir = path.join(temporaryFolder(), 'data');
  const server = await runServer({ dataDir, demo: 'amiens-v6', logger });
  const device = await TestDevice.enrolled(server.url, `demo-${LOGIN}`);
  const scope = 'establishment:etab-v6-01' as const;
  const row = demoStep('etab-v6-01', 'cloture-kit');
  await device.push([
    device.transaction([{ entity: 'kitStep', row, scope, set: { note: NOTE } }]),
    device.transaction([{ entity: 'kitStep', row, scope, set: { status: NOTE } }]),
  ]);
  await device.pull();
  await device.post('/enrol', {
    protocol: PROTOCOL_VERSION,
    code: 'K7QF-9DWM-ABCD-EFGH',
    publicKey: NOTE,
  });
  const { token, id } = device;
  device.token = 'forged';
  await device.ping();
  return { text, secrets: [LOGIN, NOTE, 'Bergenia', 'K7QF', token, id, 'forged', '127.0.0.1'] };
}

describe('the log', () => {
  it('has a line of figures for each push and pull, and is quiet about other requests', async () => {
    const { text, secrets } = await logged('info');
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { msg: string });
    expect(lines.map(({ msg }) => msg)).toEqual(['listening', 'push', 'pull']);
    expect(lines[1]).toMatchObject({ transactions: 2, refused: 1, conflicts: 0, repeat: false });
    expect(lines[2]).toMatchObject({ snapshots: 6, changes: 0, whole: true });
    for (const secret of secrets) expect([secret, text.includes(secret)]).toEqual([secret, false]);
  });

  it('says of a fault what broke, not the record that a database was about to write', () => {
    let text = '';
    const log = serverLog({ write: (line: string) => (text += line) });
    const detail = `Failing row contains (${NOTE}).`;
    log.error({ err: Object.assign(new Error('not null'), { code: '23502', detail }) }, 'fault');
    expect(JSON.parse(text)).toMatchObject({ err: { message: 'not null', code: '23502' } });
    expect(text).toContain('log.test.ts');
    expect(text).not.toContain(NOTE);
  });

  it('names routes and figures, never people, contents or secrets', async () => {
    const { text, secrets } = await logged('debug');
    expect(text).toContain('"route":"/sync/push","status":200');
    for (const secret of secrets) expect([secret, text.includes(secret)]).toEqual([secret, false]);
  });
});
