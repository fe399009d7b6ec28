import { randomUUID } from 'node:crypto';
import type { Call } from '../../shared/bridge/bridge.ts';
import { never } from '../../shared/kernel/never.ts';
import { createCore, type Core } from './core.ts';
import type { CoreStart, FromCore, ToCore } from './port.ts';
import { proxyThrough } from './proxyPort.ts';
import { vaultThrough } from './vaultPort.ts';

/**
 * The core in its own process under the shell: a slow query or a crash here never takes the window
 * with it. It knows nothing of Electron but the port that it was given.
 */
interface ParentPort {
  on(event: 'message', listener: (event: { data: ToCore }) => void): void;
  postMessage(message: FromCore): void;
}

const port = (process as unknown as { parentPort: ParentPort }).parentPort;
const say = (message: FromCore): void => port.postMessage(message);
const vault = vaultThrough(say);
const proxies = proxyThrough(say);
let core: Core | undefined;

// Ctrl-C and the end of a session reach every process of the program at once; the shell then stops
// the core in good order.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});

port.on('message', ({ data }) => {
  void receive(data);
});

async function receive(message: ToCore): Promise<void> {
  switch (message.kind) {
    case 'start':
      return start(message.options);
    case 'call':
      return answer(message.id, message.method, message.input);
    case 'vaultAnswer':
      return vault.answered(message.id, message.answer);
    case 'proxyAnswer':
      return proxies.answered(message.id, message.proxy);
    case 'network':
      core?.networkChanged(message.online);
      return;
    case 'stop':
      await core?.close();
      process.exit(0);
      return;
    default:
      never(message);
  }
}

async function start(options: CoreStart): Promise<void> {
  const created = await createCore({
    ...options,
    vault,
    proxyFor: proxies.proxyFor,
    autoSync: true,
    onEvent: (event) => say({ kind: 'event', event }),
  });
  if (created.ok) {
    core = created.value;
    say({ kind: 'ready' });
  } else {
    say({ kind: 'failed', failure: created.error });
  }
}

async function answer(id: number, method: string, input: unknown): Promise<void> {
  if (core === undefined) throw new Error('A call before the core was ready');
  try {
    // The shell has checked method and input against the contract.
    const call = core.call as (name: string, given: unknown) => ReturnType<Call>;
    say({ kind: 'answer', id, result: await call(method, input) });
  } catch (error) {
    // The stack goes to the shell's journal under a number that the person can quote.
    const fault = randomUUID().slice(0, 8);
    console.error(`${fault} ${method}`, error);
    say({ kind: 'fault', id, message: fault });
  }
}
