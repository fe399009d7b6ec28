import { createCore, fileVault, type Core } from '../../main/core/core.ts';

/** How long a change may take to get here; it takes well under a second. */
const SEES_WITHIN_MS = 30_000;

/** A second device of a school, without a window: what it has, the server has. */
export class Onlooker {
  readonly #core: Core;
  readonly #listeners: Set<() => void>;

  private constructor(core: Core, listeners: Set<() => void>) {
    this.#core = core;
    this.#listeners = listeners;
  }

  /**
   * Enrols a new device for a person of the practice data; from then on it is told of changes.
   *
   * @throws Error naming the failure.
   */
  static async enrol(dataDir: string, server: string, login: string): Promise<Onlooker> {
    const listeners = new Set<() => void>();
    const created = await createCore({
      dataDir,
      deviceName: 'check',
      timeZone: 'Europe/Paris',
      vault: fileVault,
      autoSync: true,
      onEvent: ({ type }) => {
        if (type === 'rowsChanged') for (const listener of listeners) listener();
      },
    });
    if (!created.ok) throw new Error(`The second device did not open: ${created.error.type}.`);
    const core = created.value;
    const enrolled = await core.call('session.enrol', { server, code: `demo-${login}` });
    if (enrolled.ok) return new Onlooker(core, listeners);
    await core.close();
    throw new Error(`The second device was not enrolled: ${enrolled.error.type}.`);
  }

  /**
   * Resolves once this device has the step as done.
   *
   * @throws Error when that takes too long.
   */
  async sees(step: string): Promise<void> {
    let listener = (): void => {};
    const seen = new Promise<void>((resolve) => {
      listener = () => {
        void this.#isDone(step).then((done) => done && resolve());
      };
      this.#listeners.add(listener);
      listener();
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new Error(`The server did not have the step after ${SEES_WITHIN_MS / 1000} s.`));
      }, SEES_WITHIN_MS);
    });
    try {
      await Promise.race([seen, late]);
    } finally {
      clearTimeout(timer);
      this.#listeners.delete(listener);
    }
  }

  close(): Promise<void> {
    return this.#core.close();
  }

  async #isDone(step: string): Promise<boolean> {
    const kit = await this.#core.call('kit.read', {});
    if (!kit.ok) return false;
    return kit.value.steps.some(({ id, status }) => id === step && status === 'done');
  }
}
