import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createCore, fileVault, type Core } from '../../../main/core/core.ts';
import type { CoreEvent } from '../../../shared/bridge/bridge.ts';
import type { StepStatus } from '../../../shared/kit/kitStep.entity.ts';
import type { SyncReport } from '../../../shared/sync/sync.contract.ts';
import { must } from '../../support/devices.ts';
import { answer, machineMs } from '../children.ts';
import { openBare, type BareDatabase } from '../limit/table.ts';
import { bareRows } from '../limit/rows.ts';
import { peakMegabytes } from '../memory.ts';

/** A device in a process of its own: the real core on a real folder. */
let core: Core | null = null;
let bare: BareDatabase | null = null;
const waiting = new Set<() => void>();

function opened(): Core {
  if (core === null) throw new Error('not open');
  return core;
}

function onEvent(event: CoreEvent): void {
  if (event.type === 'rowsChanged') for (const look of waiting) look();
}

async function tick(step: string, status: StepStatus): Promise<void> {
  must(await opened().call('kit.tick', { step, status }));
}

const handlers = {
  async open(input: { dataDir: string; server: string; autoSync?: boolean }): Promise<void> {
    core = must(
      await createCore({
        dataDir: input.dataDir,
        deviceName: 'bench',
        timeZone: 'Europe/Paris',
        vault: fileVault,
        server: input.server,
        autoSync: input.autoSync ?? false,
        onEvent,
      }),
    );
  },
  /** Enrols; the first sync may fail, as it does where the server lets nothing through yet. */
  async enrol(input: { server: string; code: string }): Promise<void> {
    await opened().call('session.enrol', input);
    if (must(await opened().call('session.current', {})) === null) throw new Error('not enrolled');
  },
  /** Asks the server for a sign of life, which loads the program's HTTP client. */
  async probe(): Promise<void> {
    must(await opened().call('sync.probe', {}));
  },
  /** One sync. `pauseMs`: the longest time for which this process answered nothing meanwhile. */
  async sync(): Promise<SyncReport & { took: number; pauseMs: number; peakMb: number }> {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const started = machineMs();
    const report = must(await opened().call('sync.now', {}));
    const took = machineMs() - started;
    delay.disable();
    return { ...report, took, pauseMs: delay.max / 1e6, peakMb: peakMegabytes() };
  },
  async ticks(input: { steps: string[]; status: StepStatus }): Promise<void> {
    for (const step of input.steps) await tick(step, input.status);
  },
  /** One tick. @returns when it was acknowledged, by the machine's clock */
  async tick(input: { step: string; status: StepStatus }): Promise<number> {
    await tick(input.step, input.status);
    return machineMs();
  },
  /** Resolves once a sync has been, nothing is under way and nothing waits. */
  async idle(): Promise<void> {
    for (;;) {
      const { lastSyncAt, pending, phase } = must(await opened().call('sync.status', {}));
      if (lastSyncAt !== null && pending === 0 && phase === 'idle') return;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  },
  /** When a step was first readable here with a status, by the machine's clock. */
  arrival(input: { establishment: string; step: string; status: StepStatus }): Promise<number> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const at = machineMs();
        read(input.establishment, input.step).then((status) => {
          if (status !== input.status || !waiting.delete(look)) return;
          resolve(at);
        }, reject);
      };
      waiting.add(look);
      look();
    });
  },
  /** Progress of every school against a bare GROUP BY, in turn, each after a tick. */
  async progress(input: { file: string; steps: string[]; n: number }): Promise<ProgressTimes> {
    bare ??= fillBare(input.file);
    const touch = bare.db.prepare('UPDATE step SET status = ? WHERE id = ?');
    const group = bare.db.prepare(
      'SELECT establishment, status, count(*) AS n FROM step GROUP BY establishment, status',
    );
    const times: ProgressTimes = { product: [], limit: [], schools: 0 };
    for (let index = 0; index < input.n; index += 1) {
      const step = input.steps[index % input.steps.length]!;
      await tick(step, 'done');
      touch.run('done', step);
      const started = machineMs();
      const { total } = must(await opened().call('pilot.schools', { everywhere: true }));
      const middle = machineMs();
      group.all();
      times.product.push(middle - started);
      times.limit.push(machineMs() - middle);
      times.schools = total;
    }
    return times;
  },
  async close(): Promise<void> {
    await core?.close();
    core = null;
  },
};

interface ProgressTimes {
  product: number[];
  limit: number[];
  schools: number;
}

async function read(establishment: string, step: string): Promise<StepStatus | undefined> {
  const kit = must(await opened().call('kit.read', { establishment }));
  return kit.steps.find(({ id }) => id === step)?.status;
}

function fillBare(file: string): BareDatabase {
  const database = openBare(file);
  for (const rows of bareRows(1)) database.insertRows(rows);
  return database;
}

export type DeviceChild = typeof handlers;
answer(handlers, async () => {
  await core?.close();
  bare?.db.close();
});
