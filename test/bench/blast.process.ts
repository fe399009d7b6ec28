import { Client } from 'undici';
import { answer, machineMs } from './children.ts';

/** A request that is ready to leave. */
export interface Shot {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Many clients in one process, each with a connection of its own that is open already. */
const clients: Client[] = [];

async function shoot(client: Client, { path, headers, body }: Shot): Promise<string> {
  const response = await client.request({ path, method: 'POST', headers, body });
  const text = await response.body.text();
  if (response.statusCode !== 200) throw new Error(`${path}: ${response.statusCode} ${text}`);
  return text;
}

const handlers = {
  async connect(input: { server: string; count: number }): Promise<void> {
    for (let index = 0; index < input.count; index += 1) clients.push(new Client(input.server));
    await Promise.all(
      clients.map(async (client) => {
        const response = await client.request({ path: '/health', method: 'GET' });
        await response.body.dump();
      }),
    );
  },
  /** Sends one request by each client at once. Milliseconds until the last answer. */
  async release(shots: Shot[]): Promise<{ ms: number; answers: string[] }> {
    const started = machineMs();
    const answers = await Promise.all(shots.map((shot, index) => shoot(clients[index]!, shot)));
    return { ms: machineMs() - started, answers };
  },
};
export type Blast = typeof handlers;
answer(handlers, () => Promise.all(clients.map((client) => client.destroy())));
