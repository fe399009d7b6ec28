import { createMessages } from '../../shared/messages/messages.ts';
import { eventually } from './eventually.ts';
import { kill, start, type Running } from './harness.ts';

/** Two people of one school of the practice data, and a pilot who has many schools. */
export const BURSAR = 'edgar.bergenia';
export const HEAD = 'blandine.viorne';
export const PILOT = 'clemence.frenaie';

/** Starting takes longer the first time: the device is enrolled and fetches its school. */
const READY_WITHIN_MS = 60_000;

export interface As {
  readonly data: string;
  readonly server: string;
  readonly login: string;
}

/** Starts the program as somebody of the practice data and waits until a page can be used. */
export async function startAs({ data, server, login }: As): Promise<Running> {
  const args = ['--server', server, '--enrol', `demo-${login}`];
  const running = await start({ data, args });
  await running.window.locator('html[data-ready]').waitFor({ timeout: READY_WITHIN_MS });
  return running;
}

/** Ends the program and every process under it at the same moment, as a power cut would. */
export async function killTree({ app, pid }: Running): Promise<void> {
  const metrics = await app.evaluate(({ app: program }) =>
    program.getAppMetrics().map(({ pid: process }) => process),
  );
  await Promise.all([pid, ...metrics].map((process) => kill(process)));
}

/** Ids of steps of the kit on the screen that have a status, in the list's order. */
export async function stepsWith(running: Running, status: string): Promise<string[]> {
  const rows = running.window.locator(`[data-step][data-status="${status}"]`);
  return rows.evaluateAll((found) => found.map((row) => row.getAttribute('data-step') ?? ''));
}

/** A step's status as it is on disk; the row on the screen is ahead of it for a moment. */
export async function keptStatus(running: Running, step: string): Promise<string | undefined> {
  const kit = await running.window.evaluate(() => window.bascule.call('kit.read', {}));
  if (!kit.ok) return undefined;
  const { steps } = kit.value as { steps: readonly { id: string; status: string }[] };
  return steps.find(({ id }) => id === step)?.status;
}

/** Clicks the box of a step and waits until the row says that it is done. */
export async function tick(running: Running, step: string): Promise<void> {
  const row = running.window.locator(`[data-step="${step}"]`);
  await row.getByRole('checkbox').click();
  await eventually(() => row.getAttribute('data-status')).toBe('done');
}

/** A text of the page in French, to look for. */
export const say = createMessages('fr').getFixedT('fr', 'app');
