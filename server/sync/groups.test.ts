import { hash, randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Result } from '../../shared/kernel/result.ts';
import type { ScopeId } from '../../shared/schema/scope.ts';
import { openBatch, type OpenedBatch } from '../../shared/sync/batch.ts';
import type { Transaction } from '../../shared/sync/change.ts';
import type { WireError } from '../../shared/sync/protocol.ts';
import { loadIdentity, type ServerIdentity } from '../accounts/identity.ts';
import type { Storage, Writing } from '../db/storage.ts';
import { TestDevice } from '../testing/client.ts';
import { openStorage, putRows } from '../testing/server.ts';
import type { DecidedPush } from './decideGroup.ts';
import { LocalFeed, type News } from './feed.ts';
import { PushGroups } from './groups.ts';
import { LatestStamp } from './latest.ts';

const SCHOOL: ScopeId = 'establishment:e';
const STEP = 'e:p:a';

let storage: Storage;
let identity: ServerIdentity;
let news: News[];
/** How many transactions were begun. */
let begun: number;

beforeEach(async () => {
  storage = await openStorage();
  identity = await loadIdentity(storage);
  news = [];
  begun = 0;
  const step = { establishment: 'e', programme: 'p', action: 'a', status: 'todo' };
  await putRows(storage, [
    { entity: 'kitStep', id: STEP, scope: SCHOOL, values: step },
    { entity: 'kitStep', id: `${STEP}2`, scope: SCHOOL, values: step },
    {
      entity: 'waveMembership',
      id: 'w:e',
      scope: SCHOOL,
      values: { wave: 'w', establishment: 'e' },
    },
    ...[SCHOOL, 'wave:w' as const, SCHOOL].map((scope, at) => {
      const person = ['ada', 'bob', 'cyd'][at]!;
      return { entity: 'grant', id: person, scope, values: { person, role: 'pilot' } };
    }),
  ]);
});

async function device(person: string): Promise<TestDevice> {
  const made = new TestDevice('');
  made.id = `device-of-${person}`;
  await storage.transaction((write) =>
    write.addDevice({
      id: made.id,
      person,
      publicKey: made.publicKey,
      recipient: null,
      name: '',
      enrolledAt: 0,
      lastN: 0,
      chain: '',
      forkedFrom: null,
      revokedAt: null,
    }),
  );
  return made;
}

function note(from: TestDevice, text: string, row = STEP): Transaction {
  return from.transaction([{ entity: 'kitStep', row, scope: SCHOOL, set: { note: text } }]);
}

interface Given {
  readonly text: string;
  readonly batch: OpenedBatch;
  readonly carrier: null;
}

function push(text: string): Given {
  const opened = openBatch(text, (each) => hash('sha256', each, 'base64url'), String);
  if (!opened.ok) throw new Error(opened.error.detail);
  return { text, batch: opened.value, carrier: null };
}

function pushesOf(from: TestDevice, ...texts: string[]): Given {
  return push(from.seal(texts.map((text) => note(from, text))));
}

/** Groups over the storage; `breaks` may break what they write with, `after` their commits. */
function groups(
  breaks: (write: Writing) => void = () => undefined,
  after: (begun: number) => void = () => undefined,
  on = storage,
): PushGroups {
  const counted: Storage = Object.create(on, {
    transaction: {
      value: <T>(work: (write: Writing) => Promise<T>) => {
        begun += 1;
        const own = begun;
        return on.transaction(async (write) => {
          breaks(write);
          const result = await work(write);
          after(own);
          return result;
        });
      },
    },
    writers: { value: on.writers },
  }) as Storage;
  const feed = new LocalFeed();
  feed.subscribe((each) => news.push(each));
  return new PushGroups({
    storage: counted,
    feed,
    identity,
    latest: new LatestStamp(),
    now: Date.now,
  });
}

async function outcomes(
  of: PushGroups,
  pushes: readonly Given[],
): Promise<PromiseSettledResult<string>[]> {
  const told = (result: Result<DecidedPush, WireError>): string => {
    if (!result.ok) return result.error.type;
    const { refused, repeat } = result.value;
    return `${repeat ? 'repeat' : 'decided'} ${refused.map(({ refusal }) => refusal.type).join()}`;
  };
  return Promise.allSettled(pushes.map(async (each) => told(await of.decide(each))));
}

function fine(value: string): PromiseSettledResult<string> {
  return { status: 'fulfilled', value };
}

/** Notes of the school's log, oldest first, and its version. */
async function written(of = storage): Promise<{ notes: string[]; version: number | undefined }> {
  return of.read(async (read) => {
    const notes: string[] = [];
    for await (const page of read.changePages(SCHOOL, 0, 100)) {
      for (const { set } of page) if ('note' in set) notes.push(String(set['note']));
    }
    return { notes, version: (await read.versions([SCHOOL])).get(SCHOOL) };
  });
}

describe('pushes that wait together', () => {
  it('are decided in one transaction, each for itself, and told of once', async () => {
    const [ada, bob, cyd] = [await device('ada'), await device('bob'), await device('cyd')];
    const stranger = new TestDevice('');
    stranger.id = 'stranger';
    const forged = cyd.seal([note(cyd, 'forged')]).split('\n');
    forged[forged.length - 1] = 'A'.repeat(86);
    const first = pushesOf(ada, 'un');
    expect(
      await outcomes(groups(), [
        first,
        pushesOf(stranger, 'x'),
        push(forged.join('\n')),
        // The same device's next, and a copy of its first.
        pushesOf(ada, 'deux', 'trois'),
        first,
        push(bob.seal([note(bob, 'quatre')], 'x'.repeat(43))),
      ]),
    ).toEqual(
      ['decided ', 'DeviceRefused', 'BadSignature', 'decided ', 'repeat ', 'Forked'].map(fine),
    );
    expect(begun).toBe(1);
    expect(await written()).toEqual({ notes: ['un', 'deux', 'trois'], version: 8 });
    const changes = {
      type: 'changes',
      scope: SCHOOL,
      from: 5,
      to: 8,
      changes: ['un', 'deux', 'trois'].map((text) =>
        expect.objectContaining({ entity: 'kitStep', set: { note: text } }),
      ),
    };
    expect(news).toEqual([{ moved: [{ scope: SCHOOL, version: 8, changes }], access: false }]);
    const { chain, lastN } = (await storage.read((read) => read.device(ada.id)))!;
    expect([chain, lastN]).toEqual([ada.chain, 3]);
  });

  it('see what came before them in the group', async () => {
    const [ada, bob] = [await device('ada'), await device('bob')];
    const group = groups();
    const [one, two] = await Promise.all([
      group.decide(pushesOf(ada, 'Appeler lundi')),
      group.decide(pushesOf(bob, 'Ne plus appeler')),
    ]);
    expect(begun).toBe(1);
    expect([one, two].map((each) => each.ok && each.value.conflicts)).toEqual([0, 1]);
    const open = await storage.read((read) => read.rowsInScopes('conflict', [SCHOOL]));
    expect(open.map(({ values }) => (values['versions'] as unknown[]).length)).toEqual([2]);
    // A third, in a later group, joins the conflict.
    const cyd = await device('cyd');
    const third = await group.decide(pushesOf(cyd, 'Écrire'));
    expect(third.ok && third.value.conflicts).toBe(1);
  });

  it('are judged by access as it is after those before them', async () => {
    const [ada, bob] = [await device('ada'), await device('bob')];
    const leave = ada.transaction([
      { entity: 'waveMembership', row: 'w:e', scope: SCHOOL, set: { leftOn: '2024-01-22' } },
    ]);
    expect(
      await outcomes(groups(), [
        pushesOf(bob, 'avant'),
        push(ada.seal([leave])),
        pushesOf(bob, 'après'),
      ]),
    ).toEqual(['decided ', 'decided ', 'decided NotAllowed'].map(fine));
    expect(begun).toBe(1);
    expect((await written()).notes).toEqual(['avant']);
    expect(news.map(({ access }) => access)).toEqual([true]);
  });

  it('do not fail with the one that fails', async () => {
    const [ada, bob, cyd] = [await device('ada'), await device('bob'), await device('cyd')];
    const broken = groups((write) => {
      const record = write.recordBatches.bind(write);
      write.recordBatches = async (batches) => {
        if (batches.some(({ batch }) => batch.device === bob.id)) throw new Error('broken');
        return record(batches);
      };
    });
    const pushes = [pushesOf(ada, 'un'), pushesOf(bob, 'deux'), pushesOf(cyd, 'trois')];
    expect(await outcomes(broken, pushes)).toEqual([
      fine('decided '),
      { status: 'rejected', reason: new Error('broken') },
      fine('decided '),
    ]);
    expect((await written()).notes.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['trois', 'un']);
    expect(await outcomes(groups(), pushes)).toEqual(['repeat ', 'decided ', 'repeat '].map(fine));
  });

  it('leave nothing when the group is cut before its commit, and count once after', async () => {
    const [ada, bob] = [await device('ada'), await device('bob')];
    const cut = groups(
      () => undefined,
      (transaction) => {
        if (transaction === 1) throw new Error('cut');
      },
    );
    const pushes = [pushesOf(ada, 'un'), pushesOf(bob, 'deux')];
    expect(await outcomes(cut, pushes)).toEqual(['decided ', 'decided '].map(fine));
    expect(begun).toBe(3);
    const { notes, version } = await written();
    expect([notes.toSorted((a, b) => (a < b ? -1 : 1)), version]).toEqual([
      ['deux', 'un'],
      expect.any(Number),
    ]);
    expect(await outcomes(groups(), pushes)).toEqual(['repeat ', 'repeat '].map(fine));
  });

  it('come in any order and number without a gap or a second effect', async () => {
    const seed = randomBytes(4).readUInt32LE();
    let state = seed;
    const below = (limit: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * limit);
    };
    const devices = [await device('ada'), await device('bob'), await device('cyd')];
    // Two processes on one database, where the engine allows it.
    const servers = [groups(), groups()];
    let sent = 0;
    await Promise.all(
      devices.map(async (from) => {
        for (let turn = 0; turn < 12; turn += 1) {
          const texts = Array.from({ length: 1 + below(4) }, (_, at) => `${from.id} ${turn} ${at}`);
          sent += texts.length;
          const given = push(
            from.seal(texts.map((text) => note(from, text, below(2) === 0 ? STEP : `${STEP}2`))),
          );
          const copies = Array.from({ length: 1 + below(2) }, () => servers[below(2)]!);
          const results = await Promise.all(copies.map((server) => server.decide(given)));
          expect(
            results.every((each) => each.ok),
            `seed ${seed}`,
          ).toBe(true);
        }
      }),
    );
    const { notes } = await written();
    const own = notes.filter((text) => /^device-of-\w+ \d+ \d+$/.test(text));
    expect(new Set(own).size, `seed ${seed}`).toBe(sent);
    const versions = await storage.read(async (read) => {
      const met = new Set<number>();
      for await (const page of read.changePages(SCHOOL, 0, 50)) {
        for (const { version } of page) met.add(version);
      }
      return [...met];
    });
    expect(versions, `seed ${seed}`).toEqual(versions.map((_, at) => at + 1));
  });
});
