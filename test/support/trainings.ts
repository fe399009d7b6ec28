import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { startServer, type RunningServer } from '../../server/start.ts';
import type { PlanView } from '../../shared/training/planning.contract.ts';
import type { TrainingOverview } from '../../shared/training/training.contract.ts';
import { must, openDevice, type Device } from './devices.ts';
import { temporaryFolder } from './folders.ts';

const LEAD = 'armand.peupleraie';

/** The wave of the practice data that trainings are tried on. */
export const wave = 'op-v6';

/** What a test of plans stands on: a server with practice data, and its training lead's device. */
export interface TrainingGround {
  readonly lead: Device;
  /** The folder of the lead's device. */
  readonly leadFolder: string;
  /** Closes the lead's device, as two programs cannot have one folder, and opens it again after. */
  whileClosed<T>(work: () => Promise<T>): Promise<T>;
  /** Another person's device; whoever opens it closes it. */
  device(login: string): Promise<Device>;
  overview(at?: Device): Promise<TrainingOverview>;
  sessionOf(id: string, at?: Device): Promise<TrainingOverview['sessions'][number]>;
  /** Searches a plan to its end. */
  search(
    input?: { fresh?: boolean; seconds?: number },
    at?: Device,
  ): Promise<{ job: string; plan: PlanView }>;
}

/** Starts it before the tests of a file, and ends it after them. */
export function trainingGround(): TrainingGround {
  const folder = temporaryFolder();
  const leadFolder = join(folder, LEAD);
  let server: RunningServer;
  let lead: Device;
  beforeAll(async () => {
    server = await startServer({ dataDir: join(folder, 'server'), port: 0, demo: 'amiens-v6' });
    lead = await openDevice(leadFolder, { server: server.url, login: LEAD });
  });
  afterAll(async () => {
    await lead.close();
    await server.close();
  });
  const overview = async (at = lead) => must(await at.core.call('training.overview', { wave }));
  return {
    get lead() {
      return lead;
    },
    leadFolder,
    async whileClosed(work) {
      await lead.close();
      try {
        return await work();
      } finally {
        lead = await openDevice(leadFolder);
      }
    },
    device: (login) => openDevice(join(folder, login), { server: server.url, login }),
    overview,
    sessionOf: async (id, at = lead) => (await overview(at)).sessions.find((one) => one.id === id)!,
    async search(input = {}, at = lead) {
      const { core } = at;
      const { job } = must(await core.call('planning.start', { wave, seconds: 20, ...input }));
      while (!must(await core.call('planning.progress', { job })).done) {
        await new Promise(setImmediate);
      }
      return { job, plan: must(await core.call('planning.read', { job })) };
    },
  };
}
