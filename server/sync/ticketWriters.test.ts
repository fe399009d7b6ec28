import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ticketEventKinds } from '../../shared/assistance/ticket.entity.ts';
import type { JsonValue } from '../../shared/schema/entity.ts';
import type { ScopeId } from '../../shared/schema/scope.ts';
import type { Change } from '../../shared/sync/change.ts';
import type { RunningServer } from '../start.ts';
import { TestDevice } from '../testing/client.ts';
import { runServer, temporaryFolder } from '../testing/server.ts';

/* What clients that keep to no rule may write into requests for help. */

const PROGRAMME = 'opale';
let server: RunningServer;
let support: TestDevice;
let bursar: TestDevice;
let scope: ScopeId;
let school: string;

beforeAll(async () => {
  server = await runServer({ dataDir: path.join(temporaryFolder(), 'data'), demo: 'amiens-v6' });
  support = await TestDevice.enrolled(server.url, 'demo-solene.aulnaie');
  bursar = await TestDevice.enrolled(server.url, 'demo-edgar.bergenia');
  scope = bursar.scopes.find((one) => one.startsWith('establishment:'))!;
  school = scope.slice('establishment:'.length);
});

type Set = Readonly<Record<string, JsonValue>>;
const ticket = (row: string, set: Set, where = scope): Change => ({
  entity: 'ticket',
  row,
  scope: where,
  set,
});
const event = (of: string, kind: string, row: string = randomUUID(), where = scope): Change => ({
  entity: 'ticketEvent',
  row,
  scope: where,
  set: { ticket: of, kind, on: '2024-01-22', at: 1 },
});
const taken = (participants: readonly string[]): Set => ({ participants });

/** What became of one transaction: '' where it counts. */
async function push(device: TestDevice, ...changes: Change[]): Promise<string> {
  const { body, status } = await device.push([device.transaction(changes)]);
  expect(status).toBe(200);
  const [refused] = body.refused;
  if (refused === undefined) return '';
  const { refusal } = refused;
  return 'fields' in refusal
    ? `${refusal.type} ${refusal.fields.join()}`
    : 'rule' in refusal
      ? `${refusal.type} ${refusal.rule}`
      : refusal.type;
}

/** A request that support has brought in from the tool. */
async function imported(set: Set = {}): Promise<string> {
  const row = randomUUID();
  const made = { programme: PROGRAMME, establishment: school, title: 'SI2C – Rejet', shared: true };
  const number = `R-${row}`;
  const done = await push(
    support,
    ticket(row, { ...made, number, tool: 'iTop', ...set }),
    event(row, 'filed'),
  );
  expect(done).toBe('');
  return row;
}

/** A request of the bursar. */
async function asked(set: Set = {}): Promise<string> {
  const row = randomUUID();
  const made = { programme: PROGRAMME, establishment: school, title: 'SI2C – Le mien' };
  const requester = bursar.person.id;
  expect(await push(bursar, ticket(row, { ...made, requester, ...set }), event(row, 'asked'))).toBe(
    '',
  );
  return row;
}

describe('a request of somebody else', () => {
  it('is not written into by a colleague, whatever the field', async () => {
    const row = await imported();
    const values: Set = { title: 'Autre', description: 'x', number: 'R-1', shared: false };
    for (const [field, value] of Object.entries({ ...values, draft: true, blocker: 'b' })) {
      expect(await push(bursar, ticket(row, { [field]: value }))).toBe(`NotAllowed ${field}`);
    }
    expect(await push(bursar, ticket(row, { deleted: true }))).toBe('NotAllowed *');
    expect(await push(support, ticket(row, values))).toBe('');
  });

  it('is told of by a colleague as the window lets them, and no otherwise', async () => {
    const row = await imported();
    const allowed: string[] = [];
    for (const kind of ticketEventKinds) {
      const answer = await push(bursar, event(row, kind));
      if (answer === '') allowed.push(kind);
      else expect(answer).toBe('NotAllowed kind');
    }
    expect(allowed).toEqual(['asked', 'takenOver']);
    for (const kind of ticketEventKinds) expect(await push(support, event(row, kind))).toBe('');
  });

  it('is hidden from colleagues where it is not shared: they say nothing of it', async () => {
    const row = await imported({ shared: false });
    for (const kind of ticketEventKinds) {
      expect(await push(bursar, event(row, kind))).toBe('NotAllowed kind');
    }
    const me = taken([bursar.person.id]);
    expect(await push(bursar, ticket(row, me))).toBe('NotAllowed participants');
  });

  it('is closed by whoever has taken it over, who adds nobody but themselves', async () => {
    const row = await imported();
    const me = bursar.person.id;
    expect(await push(bursar, ticket(row, taken(['somebody', me])))).toBe(
      'NotAllowed participants',
    );
    expect(await push(bursar, event(row, 'closed'), ticket(row, taken([me])))).toBe(
      'NotAllowed kind',
    );
    expect(await push(bursar, event(row, 'takenOver'), ticket(row, taken([me])))).toBe('');
    expect(await push(bursar, event(row, 'closed'))).toBe('');
  });

  it('keeps what happened to it: it is taken back where it was written', async () => {
    const row = await asked();
    const answer = event(row, 'closed');
    expect(await push(support, { ...answer, set: { ...answer.set, author: 'Solène' } })).toBe('');
    const gone: Change = { ...answer, set: { deleted: true } };
    expect(await push(bursar, gone)).toBe('NotAllowed *');
    expect(await push(support, gone)).toBe('');
  });

  it('is not told of from another place', async () => {
    const row = await imported();
    const other = support.scopes.find((one) => one.startsWith('establishment:') && one !== scope)!;
    expect(await push(support, event(row, 'closed', undefined, other))).toBe('NotAllowed ticket');
  });

  it('that is not there yet is told nothing of but words', async () => {
    expect(await push(bursar, event('to-come', 'closed'))).toBe('NotAllowed kind');
    expect(await push(bursar, event('to-come', 'asked'))).toBe('');
  });

  it('is a draft: nobody but its author touches it', async () => {
    const row = await asked({ draft: true });
    expect(await push(support, ticket(row, { title: 'Autre' }))).toBe('NotAllowed title');
    expect(await push(support, event(row, 'closed'))).toBe('NotAllowed kind');
    expect(await push(bursar, ticket(row, { title: 'Autre' }))).toBe('');
    expect(await push(support, ticket(row, { deleted: true }))).toBe('NotAllowed *');
    expect(await push(bursar, ticket(row, { deleted: true }))).toBe('');
  });
});

describe('a request that is made', () => {
  it('is its author’s; those who help bring in those of the tool', async () => {
    const made = { programme: PROGRAMME, establishment: school, title: 'SI2C – Autre' };
    const other = support.person.id;
    for (const requester of [null, other]) {
      expect(await push(bursar, ticket(randomUUID(), { ...made, requester }))).toBe(
        'NotAllowed requester',
      );
    }
    const requester = bursar.person.id;
    expect(await push(support, ticket(randomUUID(), { ...made, requester }))).toBe(
      'NotAllowed requester',
    );
  });

  it('is of the school that it lives in', async () => {
    const set = { programme: PROGRAMME, requester: bursar.person.id, establishment: 'other' };
    expect(await push(bursar, ticket(randomUUID(), set))).toBe('NotAllowed establishment');
  });

  it('and that is made once more says nothing else of what is there', async () => {
    const row = await imported();
    const made = { programme: PROGRAMME, establishment: school, title: 'Autre' };
    expect(await push(bursar, ticket(row, { ...made, requester: bursar.person.id }))).toMatch(
      /^NotAllowed/,
    );
  });
});

describe('a number of the tool', () => {
  it('is of one request, wherever the other is and however it is written', async () => {
    const other = support.scopes.find((one) => one.startsWith('establishment:') && one !== scope)!;
    const number = `R-${randomUUID()}`.toUpperCase();
    const far = { programme: PROGRAMME, title: 'X', tool: 'iTop', number };
    expect(await push(support, ticket(randomUUID(), far, other))).toBe('');
    const own = await asked();
    expect(await push(bursar, ticket(own, { tool: 'ITOP', number }), event(own, 'filed'))).toBe(
      'RuleBroken numberTaken',
    );
    expect(await push(bursar, ticket(own, { tool: 'Jira', number }))).toBe('');
  });

  it('is free again once its request is taken back, and taken when it is back', async () => {
    const number = `R-${randomUUID()}`;
    const row = await imported({ number });
    const set = { programme: PROGRAMME, establishment: school, number, tool: 'iTop' };
    const next = randomUUID();
    expect(await push(support, ticket(next, set))).toBe('RuleBroken numberTaken');
    expect(await push(support, ticket(row, { deleted: true }))).toBe('');
    expect(await push(support, ticket(next, set))).toBe('');
    expect(await push(support, ticket(row, { deleted: false }))).toBe('RuleBroken numberTaken');
  });
});
