import type { Bridge, Call, MethodName } from '../../shared/bridge/bridge.ts';
import type { AttachmentShellContract } from '../../shared/attachments/attachments.contract.ts';
import type { InputOf, OutputOf } from '../../shared/bridge/contract.ts';
import type { ExchangeContract } from '../../shared/bridge/exchange.contract.ts';
import type { CalendarShellContract } from '../../shared/calendar/calendar.contract.ts';
import type { PrintContract } from '../../shared/print/print.contract.ts';
import type { ImportShellContract } from '../../shared/imports/imports.contract.ts';
import type { CodesShellContract } from '../../shared/people/codes.contract.ts';
import type { CoverageShellContract } from '../../shared/training/coverage.contract.ts';
import type { CoreFailure } from '../../shared/bridge/failure.ts';
import type { BasculeWindow, ShellEvent } from '../../shared/bridge/window.ts';
import { askOfSecrets, confirmedInput, secretsToAskOf } from './secretsQuestion.ts';
import { err, type Result } from '../../shared/kernel/result.ts';
import type { TicketShellContract } from '../../shared/assistance/tickets.contract.ts';
import type { TutoringShellContract } from '../../shared/tutoring/groups.contract.ts';
import type { TemplateShellContract } from '../../shared/templates/templates.contract.ts';

/**
 * What a call may fail with: the core's expected failures, a core that is broken, or a text that was
 * not sent to it, since what looks like a secret stands in it.
 */
export type BridgeFailure =
  | CoreFailure
  | { readonly type: 'Unexpected' }
  | { readonly type: 'SecretKept' };

/** What the shell does with tables. */
export type TableShell = ImportShellContract &
  CodesShellContract &
  CoverageShellContract &
  TutoringShellContract &
  TicketShellContract &
  CalendarShellContract;

/** The typed way to the core and the shell; the same as `window.bascule`, with types and no throw. */
export interface Client extends Omit<BasculeWindow, 'call'> {
  /**
   * Calls a method of the core. Never rejects: a broken core answers `Unexpected`. Before what looks
   * like a secret is written where others read it, the person is asked; else it is `SecretKept`.
   */
  call<N extends MethodName>(
    name: N,
    input: InputOf<Bridge[N]>,
  ): Promise<Result<OutputOf<Bridge[N]>, BridgeFailure>>;
  /** Has the shell choose, or open, files of a step. */
  files<N extends keyof AttachmentShellContract>(
    name: N,
    input: InputOf<AttachmentShellContract[N]>,
  ): Promise<Result<OutputOf<AttachmentShellContract[N]>, BridgeFailure>>;
  /** Has the shell ask for an exchange file and do something with it. */
  exchange<N extends keyof ExchangeContract>(
    name: N,
    input: InputOf<ExchangeContract[N]>,
  ): Promise<Result<OutputOf<ExchangeContract[N]>, BridgeFailure>>;
  /** Has the shell ask where a paper goes, and write it. */
  print<N extends keyof PrintContract>(
    name: N,
    input: InputOf<PrintContract[N]>,
  ): Promise<Result<OutputOf<PrintContract[N]>, BridgeFailure>>;
  /** Has the shell ask for a file of a kit template, to keep it or to write it. */
  templateFiles<N extends keyof TemplateShellContract>(
    name: N,
    input: InputOf<TemplateShellContract[N]>,
  ): Promise<Result<OutputOf<TemplateShellContract[N]>, BridgeFailure>>;
  /** Has the shell ask for a table to import, or where to write one. */
  tables<N extends keyof TableShell>(
    name: N,
    input: InputOf<TableShell[N]>,
  ): Promise<Result<OutputOf<TableShell[N]>, BridgeFailure>>;
}

/** Wraps what the preload script exposes. The door has checked shapes on both ways. */
export function createClient(bascule: BasculeWindow): Client {
  const call = bascule.call as Call;
  async function guarded<T>(name: string, answer: Promise<unknown>): Promise<T> {
    try {
      return (await answer) as T;
    } catch (problem) {
      console.error(`The call ${name} was rejected.`, problem);
      return err({ type: 'Unexpected' }) as T;
    }
  }
  return {
    platform: bascule.platform,
    version: bascule.version,
    defaultServer: bascule.defaultServer,
    preferences: bascule.preferences,
    onEvent: eventsOf(bascule),
    call(name, input) {
      const secrets = secretsToAskOf(name, input);
      if (secrets.length === 0) return guarded(name, call(name, input));
      return askOfSecrets(secrets).then((isConfirmed) =>
        isConfirmed
          ? guarded(name, call(name, confirmedInput(name, input)))
          : err({ type: 'SecretKept' }),
      );
    },
    files: (name, input) => guarded(name, bascule.call(name, input)),
    exchange: (name, input) => guarded(name, bascule.call(name, input)),
    print: (name, input) => guarded(name, bascule.call(name, input)),
    templateFiles: (name, input) => guarded(name, bascule.call(name, input)),
    tables: (name, input) => guarded(name, bascule.call(name, input)),
  };
}

/**
 * One listener at the shell for all of the page: a page of many parts has more than the shell's
 * channel takes for a leak.
 */
function eventsOf(bascule: BasculeWindow): BasculeWindow['onEvent'] {
  const heard = new Set<{ readonly tell: (event: ShellEvent) => void }>();
  let stop: (() => void) | null = null;
  return (tell) => {
    const own = { tell };
    heard.add(own);
    stop ??= bascule.onEvent((event) => {
      const listeners = [...heard];
      for (const one of listeners) one.tell(event);
    });
    return () => {
      heard.delete(own);
      if (heard.size > 0) return;
      stop?.();
      stop = null;
    };
  };
}
