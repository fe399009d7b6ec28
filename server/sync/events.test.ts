import path from 'node:path';
import { createParser } from 'eventsource-parser';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ScopeId } from '../../shared/schema/scope.ts';
import type { ScopeEvent } from '../../shared/sync/protocol.ts';
import type { RunningServer } from '../start.ts';
import { TestDevice } from '../testing/client.ts';
import { openAdmin, putRows, runServer, temporaryFolder } from '../testing/server.ts';
import { demoStep } from '../testing/ticks.ts';

const dataDir = path.join(temporaryFolder(), 'data');
let server: RunningServer;
beforeAll(async () => {
  server = await runServer({ dataDir, demo: 'amiens-v6' });
});

/** Listens; `next` resolves with the next event, `ended` once the server ends the stream. */
async function listen(device: TestDevice): Promise<{
  next: () => Promise<ScopeEvent>;
  ended: Promise<void>;
  close: () => void;
}> {
  const abort = new AbortController();
  const response = await fetch(`${server.url}/sync/events`, {
    headers: { authorization: `Bearer ${device.token}` },
    signal: abort.signal,
  });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const events: ScopeEvent[] = [];
  const waiting: ((event: ScopeEvent) => void)[] = [];
  const parser = createParser({
    onEvent: ({ data }) => {
      const event = JSON.parse(data) as ScopeEvent;
      const waiter = waiting.shift();
      if (waiter === undefined) events.push(event);
      else waiter(event);
    },
  });
  const reader = response.body!.getReader();
  const first = await reader.read();
  expect(new TextDecoder().decode(first.value)).toBe(':\n\n');
  const ended = (async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      parser.feed(new TextDecoder().decode(value));
    }
  })().catch(() => undefined);
  const next = (): Promise<ScopeEvent> => {
    const event = events.shift();
    return event === undefined
      ? new Promise((resolve) => waiting.push(resolve))
      : Promise.resolve(event);
  };
  return { next, ended, close: () => abort.abort() };
}

function note(device: TestDevice, school: string, text: string): object {
  const scope: ScopeId = `establishment:${school}`;
  const row = demoStep(school, 'cloture-kit');
  return device.transaction([{ entity: 'kitStep', row, scope, set: { note: text } }]);
}

describe('events', () => {
  it('say that a readable scope moved, and nothing of others', async () => {
    const head = await TestDevice.enrolled(server.url, 'demo-blandine.viorne');
    const bursar = await TestDevice.enrolled(server.url, 'demo-edgar.bergenia');
    const pilot = await TestDevice.enrolled(server.url, 'demo-clemence.frenaie');
    const stream = await listen(head);
    await pilot.push([note(pilot, 'etab-v6-02', 'ailleurs')]);
    await bursar.push([note(bursar, 'etab-v6-01', 'ici')]);
    const scope: ScopeId = 'establishment:etab-v6-01';
    expect(await stream.next()).toEqual({
      scope,
      version: 2,
      epoch: expect.any(String),
      changes: {
        type: 'changes',
        scope,
        from: 1,
        to: 2,
        changes: [
          {
            entity: 'kitStep',
            row: demoStep('etab-v6-01', 'cloture-kit'),
            set: { note: 'ici' },
            stamp: bursar.highest,
          },
        ],
      },
    });
    // Refused and repeated transactions move nothing.
    const refused = bursar.seal([{ n: ++bursar.n, stamp: 'x', changes: [] }]);
    for (let time = 0; time < 2; time += 1) {
      expect((await bursar.pushText(refused)).body.refused).toHaveLength(1);
    }
    await bursar.push([note(bursar, 'etab-v6-01', 'encore')]);
    expect(await stream.next()).toMatchObject({ version: 3 });
    // What is much is for a pull.
    const many = Array.from({ length: 21 }, (_, at) => note(bursar, 'etab-v6-01', `${at}`));
    await bursar.push(many);
    expect(await stream.next()).toEqual({ scope, version: 24, epoch: expect.any(String) });
    stream.close();
  });

  it('need a session', async () => {
    const response = await fetch(`${server.url}/sync/events`);
    expect(response.status).toBe(401);
  });

  it('notice what an administration command writes, a new place included', async () => {
    const head = await TestDevice.enrolled(server.url, 'demo-basile.bourdaine');
    const stream = await listen(head);
    // The stream has worked out what its person may read: it has to do so again.
    await head.push([note(head, 'etab-v6-02', 'avant')]);
    expect(await stream.next()).toMatchObject({ scope: 'establishment:etab-v6-02' });
    const admin = await openAdmin(dataDir);
    const school = 'establishment:etab-v6-50';
    await putRows(admin, [
      {
        entity: 'grant',
        id: 'p-002:authorisingOfficer:establishment.etab-v6-50',
        scope: school,
        values: {
          person: 'p-002',
          role: 'authorisingOfficer',
        },
      },
    ]);
    await admin.close();
    expect(await stream.next()).toMatchObject({ scope: school, version: 2 });
    stream.close();
  });

  it('end when the device is revoked', async () => {
    const head = await TestDevice.enrolled(server.url, 'demo-blandine.viorne');
    const stream = await listen(head);
    await head.push([note(head, 'etab-v6-01', 'avant')]);
    await stream.next();
    const admin = await openAdmin(dataDir);
    await admin.transaction(async (write) => {
      await write.revokeDevice(head.id, Date.now());
    });
    await admin.close();
    await stream.ended;
    const { status, body } = await head.ping();
    expect([status, body]).toMatchObject([
      403,
      { error: { type: 'DeviceRevoked', device: head.id } },
    ]);
    expect((await head.openSession()).status).toBe(403);
  });
});
