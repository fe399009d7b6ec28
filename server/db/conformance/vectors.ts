import type { Stamp } from '../../../shared/kernel/clock.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import { putRows, type TestRow } from '../../testing/server.ts';
import type {
  BatchRecord,
  DeviceRecord,
  DumpLine,
  LogEntry,
  RowWrite,
  Storage,
} from '../storage.ts';

/** How a suite gets at an engine. */
export interface EngineUnderTest {
  /** An empty storage, closed after the file's tests. */
  open(): Promise<Storage>;
  /** Two storages of the same data, as two processes have them. */
  openTwice(): Promise<[Storage, Storage]>;
  /** Consistent views that can be open at once. */
  readonly views: number;
}

export const SCOPE: ScopeId = 'establishment:e';
export const STAMP = '000000001-0000-setup' as Stamp;

export function thing(id: string, values: Readonly<Record<string, JsonValue>>): TestRow {
  return { entity: 'thing', id, scope: SCOPE, values };
}

export function member(values: Readonly<Record<string, JsonValue>>): TestRow {
  return { entity: 'waveMembership', id: 'w:e', scope: SCOPE, values };
}

export function device(id: string, more: Partial<DeviceRecord> = {}): DeviceRecord {
  return {
    id,
    person: 'p',
    publicKey: null,
    recipient: null,
    name: 'laptop',
    enrolledAt: 1,
    lastN: 0,
    chain: '',
    forkedFrom: null,
    revokedAt: null,
    ...more,
  };
}

export function batch(from: number, to: number, more: Partial<BatchRecord> = {}): BatchRecord {
  return { device: 'd', from, to, hash: `h${to}`, text: `t${from}`, at: 5, carrier: null, ...more };
}

/** Text that some database or driver gets wrong. */
export const ODD_TEXTS: Readonly<Record<string, string>> = {
  empty: '',
  blanks: ' \t\n ',
  nul: 'a\u0000b\u0000',
  escape: '\uE000 \uE0000 \uE0001',
  halfPair: '\uD800x\uDC00',
  astral: '😀𝒳',
  composed: 'é e\u0301',
  arabic: 'ثانوية \u200Fالأمل',
  quotes: `'"\\{},NULL`,
  dates: '2024-02-30T25:61:00Z',
  number: '007',
  separators: '\u2028\u2029\u0085',
  noncharacter: '\uFFFF\uFFFE',
};

/** Values that must come back exactly as they went in, as text. */
export const ODD_VALUES: Readonly<Record<string, JsonValue>> = {
  ...ODD_TEXTS,
  negativeZero: -0,
  third: 1 / 3,
  tiny: 5e-324,
  huge: 1.797_693_134_862_315_7e308,
  exact: Number.MAX_SAFE_INTEGER,
  beyond: 2 ** 64,
  nothing: null,
  yes: true,
  no: false,
  order: { z: 1, a: 2, '10': 3, '9': 4 },
  list: [null, [], {}, [''], ['\u0000']],
  deep: deep(200),
};

function deep(levels: number): JsonValue {
  let value: JsonValue = 'bottom';
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { value };
  return value;
}

export async function collect<T>(pages: AsyncIterable<readonly T[]>): Promise<T[][]> {
  const all: T[][] = [];
  for await (const page of pages) all.push([...page]);
  return all;
}

export async function dumpOf(storage: Storage): Promise<DumpLine[]> {
  return storage.read(async (read) => {
    const lines: DumpLine[] = [];
    for await (const line of read.dump()) lines.push(line);
    return lines;
  });
}

/** One version that changes `size` rows. */
export function change(version: number, size: number) {
  const ids = Array.from({ length: size }, (_, at) => `v${version}r${at}`);
  return {
    scopes: new Map([[SCOPE, version]]),
    rows: ids.map((id): RowWrite => {
      return { entity: 'thing', id, scope: SCOPE, version, values: {}, stamps: {}, touched: null };
    }),
    log: ids.map((row): LogEntry => {
      return {
        scope: SCOPE,
        version,
        entity: 'thing',
        row,
        device: 'd',
        n: version,
        stamp: STAMP,
        set: {},
        seen: {},
        at: version,
      };
    }),
  };
}

/** Something in every table. */
export async function fill(storage: Storage): Promise<void> {
  await putRows(storage, [thing('odd', ODD_VALUES), member({ wave: 'w', establishment: 'e' })]);
  await storage.transaction(async (write) => {
    await write.writeRows(change(3, 1_200));
    await write.addDevice(device('d', { name: ODD_TEXTS['nul']! }));
    const refusal = { type: 'Malformed', detail: '' } as const;
    const batches = [{ batch: batch(1, 2), refused: [{ n: 1, refusal, transaction: ODD_VALUES }] }];
    for (let n = 3; n < 60; n += 1) batches.push({ batch: batch(n, n), refused: [] });
    await write.recordBatches(batches);
    const code = { hash: 'h', person: 'p', createdAt: 1, expiresAt: 2 };
    await write.addCode({ ...code, usedAt: null, usedByDevice: null });
    await write.addBlob({ hash: 'b', bytes: 1, at: 1 });
    await write.setSetting('some', 'thing');
  });
}
