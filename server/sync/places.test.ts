import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { derivedId } from '../../shared/kernel/ids.ts';
import type { JsonValue } from '../../shared/schema/entity.ts';
import { parseScope, scopeId, type ScopeId } from '../../shared/schema/scope.ts';
import { PROTOCOL_VERSION, type IssuedCode } from '../../shared/sync/protocol.ts';
import type { Change, Transaction } from '../../shared/sync/change.ts';
import type { RunningServer } from '../start.ts';
import { TestDevice } from '../testing/client.ts';
import { openAdmin, putRows, runServer, temporaryFolder, type TestRow } from '../testing/server.ts';

/** Practice data with the wave op-v6 of programme opale, and programme other beside it. */
let server: RunningServer;
let pilot: TestDevice;
let otherPilot: TestDevice;
let wavePilot: TestDevice;

function person(login: string): TestRow {
  return { entity: 'person', id: login, scope: `person:${login}`, values: { login } };
}

function granted(who: string, role: string, place: ScopeId): TestRow {
  const { kind, id } = parseScope(place);
  const values = { person: who, role, name: who };
  return { entity: 'grant', id: `${who}:${role}:${kind}.${id}`, scope: place, values };
}

beforeAll(async () => {
  const dataDir = path.join(temporaryFolder(), 'data');
  server = await runServer({ dataDir, demo: 'amiens-v6' });
  const storage = await openAdmin(dataDir);
  const school = 'establishment:elsewhere' as const;
  await putRows(storage, [
    { entity: 'programme', id: 'other', scope: 'programme:other', values: { name: 'Other' } },
    { entity: 'wave', id: 'other-w', scope: 'wave:other-w', values: { programme: 'other' } },
    { entity: 'establishment', id: 'elsewhere', scope: school, values: { programme: 'other' } },
    ...['other.pilot', 'wave.pilot', 'school.pilot'].map(person),
    granted('other.pilot', 'pilot', 'programme:other'),
    granted('wave.pilot', 'pilot', 'wave:op-v6'),
  ]);
  await storage.close();
  pilot = await TestDevice.enrolled(server.url, 'demo-clemence.frenaie');
  otherPilot = await TestDevice.enrolled(server.url, 'demo-other.pilot');
  wavePilot = await TestDevice.enrolled(server.url, 'demo-wave.pilot');
});

function change(entity: string, row: string, scope: ScopeId, values: Change['set']): Change {
  return { entity, row, scope, set: values };
}

/** What makes a school of a programme; `programme` null: it names none. */
function school(id: string, programme: string | null, more: Change['set'] = {}): Change {
  return change('establishment', id, scopeId('establishment', id), {
    name: `School ${id}`,
    ...(programme === null ? {} : { programme }),
    ...more,
  });
}

function membership(id: string, wave: string, more: Record<string, JsonValue> = {}): Change {
  const values = { wave, establishment: id, ...more };
  return change('waveMembership', derivedId(wave, id), scopeId('establishment', id), values);
}

function wave(id: string, programme: string): Change {
  return change('wave', id, scopeId('wave', id), { programme, label: id });
}

function steps(id: string, count: number): Change[] {
  return Array.from({ length: count }, (_, at) =>
    change('kitStep', derivedId(id, 'opale', `a${at}`), scopeId('establishment', id), {
      establishment: id,
      programme: 'opale',
      action: `a${at}`,
      status: 'todo',
    }),
  );
}

function removed({ entity, row, scope }: Change, is = true): Change {
  return change(entity, row, scope, { deleted: is });
}

/** Pushes lists of changes as transactions of one batch: null for each that is taken, else why not. */
async function push(device: TestDevice, ...lists: Change[][]): Promise<(object | null)[]> {
  const transactions = lists.map((list) => device.transaction(list));
  const answer = await device.push(transactions);
  expect(answer.status).toBe(200);
  return transactions.map(
    ({ n }: Transaction) => answer.body.refused.find((each) => each.n === n)?.refusal ?? null,
  );
}

const notAllowed = { type: 'NotAllowed' };
let count = 0;
const freshId = (): string => `new-${(count += 1)}`;

async function reads(device: TestDevice, scope: ScopeId): Promise<boolean> {
  const frames = await device.pull({});
  return frames.some((frame) => frame.type === 'snapshot' && frame.scope === scope);
}

describe('a place that nobody has ever written into', () => {
  it('is made by a pilot of the programme that its own row names, and found by them', async () => {
    const id = freshId();
    expect(await push(pilot, [school(id, 'opale'), ...steps(id, 91)])).toEqual([null]);
    expect(await reads(pilot, scopeId('establishment', id))).toBe(true);
    expect(await reads(otherPilot, scopeId('establishment', id))).toBe(false);
    // What comes later stands on what is stored.
    expect(await push(pilot, [steps(id, 92)[91]!])).toEqual([null]);
    expect(await push(otherPilot, [school(id, null)])).toMatchObject([notAllowed]);
  });

  it('is made by whoever steers the wave that it joins, by the wave’s pilot too', async () => {
    const [a, b, c] = [freshId(), freshId(), freshId()];
    expect(
      await push(
        wavePilot,
        [school(a, null), membership(a, 'op-v6')],
        // The wave’s programme is above it anyway.
        [membership(b, 'op-v6'), school(b, 'opale')],
        [school(c, 'opale')],
      ),
    ).toMatchObject([null, null, notAllowed]);
    expect(await reads(wavePilot, scopeId('establishment', b))).toBe(true);
    expect(await reads(pilot, scopeId('establishment', a))).toBe(true);
  });

  it('comes with its wave, in one transaction or one after the other', async () => {
    const [w1, w2, a, b] = [freshId(), freshId(), freshId(), freshId()];
    expect(
      await push(
        pilot,
        [membership(a, w1), school(a, null), wave(w1, 'opale')],
        [wave(w2, 'opale')],
        [school(b, 'opale'), membership(b, w2)],
        steps(b, 3),
      ),
    ).toEqual([null, null, null, null]);
  });

  it('comes by the hundred in one batch, each with its kit', async () => {
    const ids = Array.from({ length: 120 }, freshId);
    const lists = ids.flatMap((id) => [
      [school(id, 'opale'), membership(id, 'op-v6')],
      steps(id, 20),
    ]);
    expect((await push(pilot, ...lists)).filter((refusal) => refusal !== null)).toEqual([]);
  });

  it('is not made without a link, by a link to nowhere, or by who is no pilot there', async () => {
    const id = freshId();
    const bursar = await TestDevice.enrolled(server.url, 'demo-edgar.bergenia');
    const refused = await push(
      pilot,
      [school(id, null)],
      steps(id, 1),
      [school(id, 'no-such-programme')],
      [school(id, 'other')],
      [school(id, null), membership(id, 'other-w')],
      [school(id, null), membership(id, 'op-v6', { leftOn: '2024-01-01' })],
      [school(id, null), { ...membership(id, 'op-v6'), ...removed(membership(id, 'op-v6')) }],
      [change('unknownThing', 'x', scopeId('establishment', id), { a: 1 })],
      [change('grant', 'g', scopeId('wave', id), { person: 'x', role: 'pilot' })],
      [wave(id, 'other')],
    );
    expect(refused).toHaveLength(10);
    for (const refusal of refused) expect(refusal).toMatchObject(notAllowed);
    const tried = await push(
      bursar,
      [school(id, 'opale')],
      [school(id, null), membership(id, 'op-v6')],
    );
    expect(tried).toMatchObject([notAllowed, notAllowed]);
    // Nothing of all that has taken the name.
    expect(await push(pilot, [school(id, 'opale')])).toEqual([null]);
  });

  it('takes nothing from a transaction that was refused before', async () => {
    const id = freshId();
    expect(
      await push(
        pilot,
        [school(id, 'opale', { pupils: -1 })],
        steps(id, 2),
        [school(id, 'opale')],
        steps(id, 2),
      ),
    ).toMatchObject([{ type: 'InvalidValue' }, notAllowed, null, null]);
  });

  it('is whose it was first, when two propose the same', async () => {
    const id = freshId();
    const both = await Promise.all([
      push(pilot, [school(id, 'opale'), ...steps(id, 2)]),
      push(otherPilot, [school(id, 'other'), ...steps(id, 2)]),
    ]);
    const taken = both.map(([refusal]) => refusal === null);
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(both[taken.indexOf(false)]).toMatchObject([notAllowed]);
    const [first, second] = taken[0] === true ? [pilot, otherPilot] : [otherPilot, pilot];
    const [step] = steps(id, 1).map((each) => ({ ...each, set: { status: 'done' } }));
    expect(await push(first, [step!])).toEqual([null]);
    expect(await push(second, [step!])).toMatchObject([notAllowed]);
  });

  it('has the row of its own id, and no place has another’s', async () => {
    const [id, victim] = [freshId(), freshId()];
    const stolen = { ...school(victim, 'opale'), scope: scopeId('establishment', id) };
    expect(await push(pilot, [stolen])).toMatchObject([{ type: 'WrongScope' }]);
    expect(await push(pilot, [school(id, 'opale'), stolen])).toMatchObject([
      { type: 'WrongScope' },
    ]);
  });
});

describe('a place that exists', () => {
  it('is pulled under no wave or programme by who steers only that', async () => {
    const mine = freshId();
    expect(
      await push(
        pilot,
        [membership('elsewhere', 'op-v6')],
        [school('elsewhere', 'opale')],
        [school('elsewhere', 'opale'), membership('elsewhere', 'op-v6')],
        // A new place in the same transaction lends its roles to no other.
        [school(mine, 'opale'), membership('elsewhere', 'op-v6'), ...steps('elsewhere', 1)],
        [wave('other-w', 'opale')],
      ),
    ).toMatchObject([notAllowed, notAllowed, notAllowed, notAllowed, notAllowed]);
    expect(await reads(pilot, 'establishment:elsewhere')).toBe(false);
    expect(await push(otherPilot, [school('elsewhere', 'other')])).toEqual([null]);
  });

  it('is pushed under no wave or programme that its pilot does not steer', async () => {
    const id = freshId();
    expect(await push(pilot, [school(id, 'opale')])).toEqual([null]);
    expect(
      await push(
        pilot,
        [membership(id, 'other-w')],
        [membership(id, 'no-such-wave')],
        [school(id, 'other')],
      ),
    ).toMatchObject([
      { ...notAllowed, fields: ['wave'] },
      { ...notAllowed, fields: ['wave'] },
      { ...notAllowed, fields: ['programme'] },
    ]);
    expect(await reads(otherPilot, scopeId('establishment', id))).toBe(false);
  });

  it('joins a wave by who steers both', async () => {
    const id = freshId();
    expect(await push(pilot, [school(id, 'opale')], [membership(id, 'op-v6')])).toEqual([
      null,
      null,
    ]);
    expect(await reads(wavePilot, scopeId('establishment', id))).toBe(true);
  });

  it('leaves a wave, and comes back only by who steers both', async () => {
    const id = freshId();
    const part = membership(id, 'op-v6');
    const left = { ...part, set: { leftOn: '2024-02-01' } };
    expect(await push(pilot, [school(id, 'opale'), part])).toEqual([null]);
    expect(await push(wavePilot, [left], [steps(id, 1)[0]!])).toMatchObject([null, notAllowed]);
    expect(await push(wavePilot, [{ ...part, set: { leftOn: null } }])).toMatchObject([notAllowed]);
    expect(await push(wavePilot, [part])).toMatchObject([notAllowed]);
    expect(await push(pilot, [{ ...part, set: { leftOn: null } }])).toEqual([null]);
    expect(await push(wavePilot, steps(id, 1))).toEqual([null]);
    expect(await push(pilot, [removed(part)])).toEqual([null]);
    expect(await push(wavePilot, [removed(part, false)])).toMatchObject([notAllowed]);
  });

  it('keeps its home where only a wave’s pilot would move it', async () => {
    const id = freshId();
    expect(await push(pilot, [school(id, 'opale'), membership(id, 'op-v6')])).toEqual([null]);
    const moved = { ...school(id, null), set: { programme: null } };
    expect(await push(wavePilot, [moved])).toMatchObject([notAllowed]);
    expect(await push(pilot, [moved])).toEqual([null]);
  });

  it('is brought back by its programme’s pilots once it was removed, by nobody else', async () => {
    const id = freshId();
    const made = school(id, 'opale');
    expect(await push(pilot, [made])).toEqual([null]);
    expect(await push(pilot, [removed(made)])).toEqual([null]);
    expect(await reads(pilot, scopeId('establishment', id))).toBe(false);
    expect(
      await push(otherPilot, [school(id, 'other')], [removed(made, false)], steps(id, 1)),
    ).toMatchObject([notAllowed, notAllowed, notAllowed]);
    expect(await push(pilot, [removed(made, false)])).toEqual([null]);
    expect(await reads(pilot, scopeId('establishment', id))).toBe(true);
  });
});

describe('a role that a pilot gives', () => {
  it('reaches the new place at once, and is gone at once when it is taken back', async () => {
    const id = freshId();
    const scope = scopeId('establishment', id);
    const given = change('grant', `school.pilot:bursar:establishment.${id}`, scope, {
      person: 'school.pilot',
      role: 'bursar',
      name: 'Somebody',
    });
    expect(await push(pilot, [school(id, 'opale')], [given], steps(id, 1))).toEqual([
      null,
      null,
      null,
    ]);
    const bursar = await TestDevice.enrolled(server.url, 'demo-school.pilot');
    const done = (status: string): Change => ({ ...steps(id, 1)[0]!, set: { status } });
    expect(await reads(bursar, scope)).toBe(true);
    expect(await push(bursar, [done('done')])).toEqual([null]);
    expect(await push(pilot, [removed(given)])).toEqual([null]);
    expect(await reads(bursar, scope)).toBe(false);
    expect(await push(bursar, [done('todo')])).toMatchObject([notAllowed]);
    expect(await push(bursar, [removed(given, false)])).toMatchObject([notAllowed]);
  });
});

describe('a person whom a pilot gives a role', () => {
  const given = (who: string, id: string, more: Change['set'] = {}): Change =>
    change('grant', `${who}:bursar:establishment.${id}`, scopeId('establishment', id), {
      person: who,
      role: 'bursar',
      name: 'LE GOFF Éloïse',
      email: 'e.legoff@example.org',
      ...more,
    });

  it('gets a record of their own from the server, once, with a login that nobody has', async () => {
    const id = freshId();
    const lists = [
      [school(id, 'opale')],
      [given('p-one', id), given('p-two', id, { firstName: 'Anne', lastName: 'Le Bihan' })],
      [{ ...given('p-one', id), row: `p-one:assistant:establishment.${id}` }],
      [given('p-three', id, { email: null })],
    ];
    expect(await push(pilot, ...lists)).toEqual([null, null, null, null]);
    const own = async (login: string): Promise<object | undefined> => {
      const device = await TestDevice.enrolled(server.url, `demo-${login}`);
      const frames = await device.pull({});
      const rows = frames.flatMap((frame) => (frame.type === 'snapshot' ? frame.rows : []));
      return rows.find(({ entity }) => entity === 'person');
    };
    expect(await own('eloise.le-goff')).toMatchObject({
      row: 'p-one',
      values: { firstName: 'Éloïse', lastName: 'LE GOFF', email: 'e.legoff@example.org' },
    });
    expect(await own('anne.le-bihan')).toMatchObject({ row: 'p-two' });
    expect(await own('eloise.le-goff2')).toMatchObject({ row: 'p-three' });
    // Nobody reads another's record, and nobody writes one.
    expect(await reads(pilot, 'person:p-one')).toBe(false);
    const row = change('person', 'p-four', 'person:p-four', { login: 'somebody' });
    expect(await push(pilot, [row])).toMatchObject([notAllowed]);
  });

  it('gets none where the role is refused', async () => {
    const id = freshId();
    expect(await push(pilot, [school(id, 'other'), given('p-five', id)])).toMatchObject([
      notAllowed,
    ]);
    const none = new TestDevice(server.url);
    expect((await none.enrol('demo-eloise.le-goff3')).status).toBe(403);
  });
});

describe('enrolment codes', () => {
  async function codes(
    device: TestDevice,
    people: readonly string[],
  ): Promise<{ status: number; codes: IssuedCode[] }> {
    const body = { protocol: PROTOCOL_VERSION, device: device.id, people };
    const answer = await device.post<{ codes?: IssuedCode[] }>('/accounts/codes', body);
    return { status: answer.status, codes: answer.body.codes ?? [] };
  }

  /** A bursar of a new school of opale, whom its pilot has given the role. */
  async function newcomer(more: readonly ScopeId[] = []): Promise<string> {
    const id = freshId();
    const who = `p-${id}`;
    const grant = (place: ScopeId): Change => {
      const values = { person: who, role: 'bursar', name: `Code ${id}` };
      return change('grant', `${who}:bursar:${place.replace(':', '.')}`, place, values);
    };
    const scope = scopeId('establishment', id);
    expect(await push(pilot, [school(id, 'opale'), grant(scope)])).toEqual([null]);
    for (const place of more) expect(await push(otherPilot, [grant(place)])).toEqual([null]);
    return who;
  }

  it('are for people of places that one steers, and enrol them once', async () => {
    const who = await newcomer();
    const { status, codes: issued } = await codes(pilot, [who, who, 'nobody']);
    expect(status).toBe(200);
    expect(issued.map(({ person: id }) => id)).toEqual([who]);
    const device = new TestDevice(server.url);
    const enrolled = await device.enrol(issued[0]!.code);
    expect(enrolled.body.person).toMatchObject({ id: who, login: issued[0]!.login });
    expect((await new TestDevice(server.url).enrol(issued[0]!.code)).status).toBe(403);
  });

  it('end when another is issued', async () => {
    const who = await newcomer();
    const [first] = (await codes(pilot, [who])).codes;
    const [second] = (await codes(pilot, [who])).codes;
    expect((await new TestDevice(server.url).enrol(first!.code)).status).toBe(403);
    expect((await new TestDevice(server.url).enrol(second!.code)).status).toBe(200);
  });

  it('are for nobody who has a role that one does not steer, and never for oneself', async () => {
    const shared = await newcomer(['establishment:elsewhere']);
    expect(await codes(pilot, [shared, pilot.person.id, otherPilot.person.id])).toEqual({
      status: 200,
      codes: [],
    });
    expect((await codes(otherPilot, [shared, await newcomer()])).codes).toEqual([]);
    // A wave's pilot steers the programme's as little as their own programme.
    expect((await codes(wavePilot, [pilot.person.id])).codes).toEqual([]);
    expect((await codes(pilot, [wavePilot.person.id])).codes).toHaveLength(1);
  });

  it('are issued to no one who is nobody’s pilot', async () => {
    const bursar = await TestDevice.enrolled(server.url, 'demo-edgar.bergenia');
    expect(await codes(bursar, [await newcomer()])).toEqual({ status: 403, codes: [] });
    expect(await codes(bursar, ['edgar'])).toEqual({ status: 403, codes: [] });
  });

  it('are not issued in another device’s name, without end, or by the thousand', async () => {
    const forged = { protocol: PROTOCOL_VERSION, device: otherPilot.id, people: ['x'] };
    expect((await pilot.post('/accounts/codes', forged)).status).toBe(400);
    const many = Array.from({ length: 501 }, (_, at) => `p-${at}`);
    expect((await codes(pilot, many)).status).toBe(400);
    const statuses: number[] = [];
    for (let at = 0; at < 31; at += 1) statuses.push((await codes(otherPilot, ['x'])).status);
    expect(statuses.at(-1)).toBe(429);
    expect((await codes(pilot, ['x'])).status).toBe(200);
  });
});
