import type { CoreEvent } from '../../shared/bridge/bridge.ts';
import type { CoreFailure } from '../../shared/bridge/failure.ts';
import type { Failure, Result } from '../../shared/kernel/result.ts';
import type { KeptSecret } from './session/deviceKey.ts';

/**
 * What the shell and the core's own process say to each other. The shell asks, the core answers by
 * the same `id`; where the core needs the shell (the system's protected storage, its proxy) it is
 * the other way round.
 */

/** What the core's process needs to know before it opens anything. */
export interface CoreStart {
  readonly dataDir: string;
  readonly deviceName: string;
  /** IANA name, such as `Europe/Paris`: lateness is counted in calendar days there. */
  readonly timeZone: string;
  /** Absolute path of another build of the SQLite binding; absent: the package's own. */
  readonly nativeBinding?: string;
  /** A new address of the server that the device is enrolled with. */
  readonly server?: string;
}

export type ToCore =
  | { readonly kind: 'start'; readonly options: CoreStart }
  | { readonly kind: 'call'; readonly id: number; readonly method: string; readonly input: unknown }
  | { readonly kind: 'vaultAnswer'; readonly id: number; readonly answer: VaultAnswer }
  /** `proxy`: such as `http://proxy:3128`; null: there is none on the way. */
  | { readonly kind: 'proxyAnswer'; readonly id: number; readonly proxy: string | null }
  | { readonly kind: 'network'; readonly online: boolean }
  | { readonly kind: 'stop' };

export type FromCore =
  | { readonly kind: 'ready' }
  /** The core could not be built: the process ends by itself after saying so. */
  | { readonly kind: 'failed'; readonly failure: CoreFailure }
  | { readonly kind: 'answer'; readonly id: number; readonly result: Result<unknown, Failure> }
  /** A call that threw: a bug, not an expected failure. The message holds no data of a person. */
  | { readonly kind: 'fault'; readonly id: number; readonly message: string }
  | { readonly kind: 'event'; readonly event: CoreEvent }
  | VaultQuestion
  | ProxyQuestion;

/** `protect` takes the secret, `unprotect` what `protect` answered; both in base64. */
export interface VaultQuestion {
  readonly kind: 'vault';
  readonly id: number;
  readonly op: 'protect' | 'unprotect';
  readonly data: string;
}

/** Which proxy the system's settings put on the way to an address. */
export interface ProxyQuestion {
  readonly kind: 'proxy';
  readonly id: number;
  readonly url: string;
}

export type VaultAnswer =
  | { readonly ok: true; readonly kept: KeptSecret }
  /** The system's storage cannot read it (another account, another computer, a reset keyring). */
  | { readonly ok: false };
