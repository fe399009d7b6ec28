import type { AttachmentView } from '../../shared/attachments/attachments.contract.ts';
import type { Bridge, MethodName } from '../../shared/bridge/bridge.ts';
import type { InputOf, OutputOf } from '../../shared/bridge/contract.ts';
import type { ExchangeContract } from '../../shared/bridge/exchange.contract.ts';
import type { CoreFailure } from '../../shared/bridge/failure.ts';
import type { BasculeWindow, Preferences, ShellEvent } from '../../shared/bridge/window.ts';
import type { EstablishmentSummary, KitStepView, KitView } from '../../shared/kit/kit.contract.ts';
import { decideTick } from '../../shared/kit/kit.rules.ts';
import { err, ok, type Failure, type Result } from '../../shared/kernel/result.ts';
import type { ProgrammeSummary } from '../../shared/programme/programmes.contract.ts';
import { memoryPilot } from './memoryPilot.ts';
import type { PrintContract } from '../../shared/print/print.contract.ts';
import type { SessionView } from '../../shared/session/session.contract.ts';
import type { DeviceView } from '../../shared/sync/devices.contract.ts';
import type { ConflictView, RejectedView, SyncStatus } from '../../shared/sync/sync.contract.ts';
import type { TableShell } from '../bridge/client.ts';
import { memorySchools } from './memorySchools.ts';
import { emptyKitWork, memoryKitWork, type MemoryKitWork } from './memoryKitWork.ts';
import { memoryKnowledge } from './memoryKnowledge.ts';
import { memoryTraining } from './memoryTraining.ts';
import { memoryAssistance } from './memoryAssistance.ts';
import { memoryTyped } from './memoryTyped.ts';
import { memoryTutoring } from './memoryTutoring.ts';
import { memoryWaves } from './memoryWaves.ts';
import { memoryWeek } from './memoryWeek.ts';
import { memoryTemplates } from './memoryTemplates.ts';

/** What the bridge in memory holds; tests change it freely. */
export interface MemoryState extends MemoryKitWork {
  session: SessionView | null;
  kits: KitView[];
  programmes: ProgrammeSummary[];
  establishments: EstablishmentSummary[];
  status: SyncStatus;
  rejected: RejectedView[];
  conflicts: ConflictView[];
  devices: DeviceView[];
  /** Files by step. */
  attachments: Record<string, AttachmentView[]>;
  preferences: Preferences;
  /** Texts that are being typed, by their names. */
  typed: Record<string, string>;
  /** Milliseconds since 1970, for changes that are made. */
  now: number;
}

type Methods = {
  [N in MethodName]: (
    input: InputOf<Bridge[N]>,
  ) => Promise<Result<OutputOf<Bridge[N]>, CoreFailure>> | Result<OutputOf<Bridge[N]>, CoreFailure>;
};

export interface MemoryBridge {
  readonly window: BasculeWindow;
  readonly state: MemoryState;
  /** Methods by name: a test puts its own in place of one. */
  readonly methods: Methods;
  /** What the shell answers about exchange files. */
  readonly exchange: {
    -readonly [N in keyof ExchangeContract]: (
      input: InputOf<ExchangeContract[N]>,
    ) => Result<OutputOf<ExchangeContract[N]>, CoreFailure>;
  };
  /** What the shell answers about papers. */
  readonly print: {
    -readonly [N in keyof PrintContract]: (
      input: InputOf<PrintContract[N]>,
    ) => Result<OutputOf<PrintContract[N]>, CoreFailure>;
  };
  /** What the shell answers about tables. */
  readonly tables: {
    -readonly [N in keyof TableShell]: (
      input: InputOf<TableShell[N]>,
    ) => Result<OutputOf<TableShell[N]>, CoreFailure>;
  };
  /** Names and inputs of the calls so far. */
  readonly calls: { readonly name: string; readonly input: unknown }[];
  emit(event: ShellEvent): void;
  /** Changes a step as if it had come through sync, and says so. */
  receive(step: string, change: Partial<KitStepView>): void;
}

export const UP_TO_DATE: SyncStatus = {
  pending: 0,
  rejected: 0,
  conflicts: 0,
  lastSyncAt: null,
  reachable: true,
  unreachableSince: null,
  phase: 'idle',
  clockOffsetMs: 0,
  notice: null,
  carrying: 0,
};

/** A core in memory that keeps the contract: enough for the page to be tried without one. */
export function createMemoryBridge(initial: Partial<MemoryState> = {}): MemoryBridge {
  const state: MemoryState = {
    session: {
      device: 'device-1',
      deviceName: 'PC-INTENDANCE',
      server: 'https://bascule.exemple.fr',
      person: { id: 'p-1', login: 'b.viorne', name: 'Blandine Viorne' },
      roles: [{ role: 'bursar', place: 'establishment:etab-1' }],
      keyProtection: 'file',
      folder: '/home/viorne/.config/Bascule',
    },
    kits: [],
    programmes: [],
    establishments: (initial.kits ?? []).map((kit) => kit.establishment),
    status: UP_TO_DATE,
    rejected: [],
    conflicts: [],
    devices: [],
    attachments: {},
    preferences: { language: 'fr', theme: 'light' },
    typed: {},
    now: Date.now(),
    ...emptyKitWork(),
    ...initial,
  };
  const listeners = new Set<(event: ShellEvent) => void>();
  /** What the last actions replaced: a step, and the conflicts that were settled with it. */
  const undoable: {
    readonly step: KitStepView;
    readonly conflicts: readonly ConflictView[];
    /** Steps that were changed in the same action. */
    readonly others?: readonly KitStepView[];
  }[] = [];
  const calls: { name: string; input: unknown }[] = [];

  const emit = (event: ShellEvent) => {
    for (const listener of listeners) listener(event);
  };
  const find = (id: string) => {
    for (const kit of state.kits) {
      const step = kit.steps.find((one) => one.id === id);
      if (step !== undefined) return { kit, step };
    }
    return null;
  };
  const put = (kit: KitView, step: KitStepView) => {
    const steps = kit.steps.map((one) => (one.id === step.id ? step : one));
    state.kits = state.kits.map((one) => (one === kit ? { ...kit, steps } : one));
    emit({
      type: 'rowsChanged',
      scopes: [`establishment:${kit.establishment.id}`],
      entities: ['kitStep'],
    });
  };
  const changeStatus = (change: Partial<SyncStatus>) => {
    state.status = { ...state.status, ...change };
    emit({ type: 'syncStatus', status: state.status });
  };

  const methods: Methods = {
    ...memoryTemplates(),
    ...memorySchools(),
    ...memoryTraining(),
    ...memoryTutoring(),
    ...memoryKnowledge(),
    ...memoryTyped(state),
    ...memoryAssistance(),
    ...memoryWaves(),
    ...memoryWeek(state),
    'session.current': () => ok(state.session),
    'session.enrol': ({ server }) => err({ type: 'ServerUnreachable', server }),
    ...memoryPilot(state),
    'programmes.list': () => ok(state.programmes),
    'programmes.saveTerritory': ({ territory }) => ok({ territory: territory ?? 'terr-1' }),
    'programmes.read': ({ programme }) => {
      const found = state.programmes.find(({ id }) => programme === undefined || id === programme);
      if (found === undefined) return err({ type: 'ProgrammeUnknown', programme: programme ?? '' });
      return ok({
        ...found,
        phases: [],
        actors: [],
        variants: [],
        serviceGroups: [],
        services: [],
        environments: [],
        bucketBounds: null,
        postponementRule: null,
        teamRule: null,
        ticketRules: null,
        territories: [],
        mayEdit: state.session?.roles.some(({ role }) => role === 'pilot') === true,
        actions: 0,
      });
    },
    'programmes.update': ({ programme, set }) => {
      state.programmes = state.programmes.map((each) =>
        each.id === programme ? ({ ...each, ...set } as typeof each) : each,
      );
      emit({ type: 'rowsChanged', scopes: [`programme:${programme}`], entities: ['programme'] });
      return ok(null);
    },
    'kit.read': ({ establishment }) => {
      const kit =
        establishment === undefined
          ? state.kits[0]
          : state.kits.find((one) => one.establishment.id === establishment);
      if (kit !== undefined) return ok(kit);
      return establishment === undefined
        ? err({ type: 'NoEstablishment' })
        : err({ type: 'EstablishmentUnknown', establishment });
    },
    'kit.tick': ({ step: id, status, note }) => {
      const found = find(id);
      if (found === null) return err({ type: 'StepUnknown', step: id });
      const { kit, step } = found;
      const verdict = decideTick(
        step,
        note === undefined ? { status } : { status, note },
        kit.today,
      );
      if (!verdict.ok) return verdict;
      const changed: KitStepView = {
        ...step,
        ...(verdict.value as Partial<KitStepView>),
        changedBy: { person: 'p-1', name: state.session?.person.name ?? null, me: true },
        changedAt: state.now,
        pending: true,
      };
      undoable.push({ step, conflicts: [] });
      put(kit, changed);
      changeStatus({ pending: state.status.pending + 1 });
      return ok(changed);
    },
    ...memoryKitWork({
      state,
      find,
      put(steps) {
        const before = steps.flatMap(({ id }) => find(id)?.step ?? []);
        const [first, ...others] = before;
        if (first === undefined) return;
        undoable.push({ step: first, conflicts: [], others });
        for (const step of steps) put(find(step.id)!.kit, step);
        changeStatus({ pending: state.status.pending + 1 });
      },
      changed: (entity) => emit({ type: 'rowsChanged', scopes: [], entities: [entity] }),
    }),
    'attachments.list': (host) =>
      ok({
        attachments: state.attachments[Object.values(host)[0]!] ?? [],
        mayWrite: 'step' in host ? (find(host.step)?.kit.mayNote ?? false) : true,
      }),
    'attachments.remove': ({ id }) => {
      for (const [step, files] of Object.entries(state.attachments)) {
        state.attachments[step] = files.filter((file) => file.id !== id);
      }
      emit({ type: 'rowsChanged', scopes: [], entities: ['attachment'] });
      return ok(null);
    },
    'imports.paste': () => err({ type: 'ImportClosed' }),
    'imports.preview': () => err({ type: 'ImportClosed' }),
    'imports.rows': () => err({ type: 'ImportClosed' }),
    'imports.run': () => err({ type: 'ImportClosed' }),
    'imports.close': () => ok(null),
    'imports.places': () => ok([]),
    'sync.status': () => ok(state.status),
    'sync.probe': () => ok(state.status.reachable),
    'sync.now': () => {
      changeStatus({ pending: 0, lastSyncAt: state.now, reachable: true, unreachableSince: null });
      return ok({
        pushed: 0,
        pulled: 0,
        rejected: 0,
        conflicts: 0,
        bytesUp: 0,
        bytesDown: 0,
        ms: 1,
      });
    },
    'sync.rejected': () => ok(state.rejected),
    'sync.dismiss': ({ n }) => {
      state.rejected = state.rejected.filter((one) => one.n !== n);
      changeStatus({ rejected: state.rejected.length });
      return ok(null);
    },
    'sync.conflicts': () => ok(state.conflicts),
    'sync.resolve': ({ ids, keep, value }) => {
      const settled = state.conflicts.filter((one) => ids.includes(one.id));
      if (settled.length < ids.length) return err({ type: 'ConflictSettled', id: ids[0]! });
      const found = find(settled[0]!.row);
      if (found === null) return err({ type: 'StepUnknown', step: settled[0]!.row });
      const change: Record<string, unknown> = {};
      for (const { field, versions } of settled) {
        const version = keep === undefined ? { value, others: {} } : versions[keep];
        if (version === undefined) return err({ type: 'VersionUnknown', keep: keep ?? 0 });
        Object.assign(change, version.others, { [field]: version.value });
      }
      undoable.push({ step: found.step, conflicts: settled });
      state.conflicts = state.conflicts.filter((one) => !ids.includes(one.id));
      put(found.kit, { ...found.step, ...(change as Partial<KitStepView>), pending: true });
      changeStatus({ conflicts: state.conflicts.length, pending: state.status.pending + 1 });
      return ok(null);
    },
    'sync.resend': ({ n, amend }) => {
      const refused = state.rejected.find((one) => one.n === n);
      if (refused === undefined) return err({ type: 'RejectionUnknown', n });
      for (const { row, set } of refused.changes) {
        const found = find(row);
        const amended = amend?.find((one) => one.row === row)?.set ?? {};
        if (found === null) return err({ type: 'StepUnknown', step: row });
        undoable.push({ step: found.step, conflicts: [] });
        put(found.kit, { ...found.step, ...(set as object), ...amended, pending: true });
      }
      state.rejected = state.rejected.filter((one) => one.n !== n);
      changeStatus({ rejected: state.rejected.length });
      return ok(null);
    },
    'sync.acknowledge': () => {
      changeStatus({ notice: null });
      return ok(null);
    },
    'people.codes': () => ok([]),
    'people.list': () => ok({ total: 0, all: 0, maySteer: false, rows: [] }),
    'devices.list': () => ok(state.devices),
    'devices.rename': ({ device, name }) => {
      if (state.status.reachable === false) return err({ type: 'NeedsServer' });
      state.devices = state.devices.map((one) => (one.id === device ? { ...one, name } : one));
      return ok(null);
    },
    'devices.revoke': ({ device }) => {
      if (state.status.reachable === false) return err({ type: 'NeedsServer' });
      state.devices = state.devices.map((one) =>
        one.id === device ? { ...one, revokedAt: state.now } : one,
      );
      return ok(null);
    },
    'sync.undo': () => {
      const before = undoable.pop();
      const found = before === undefined ? null : find(before.step.id);
      if (before === undefined || found === null) return err({ type: 'NothingToUndo' });
      put(found.kit, { ...before.step, pending: true });
      for (const other of before.others ?? [])
        put(find(other.id)!.kit, { ...other, pending: true });
      state.conflicts = [...state.conflicts, ...before.conflicts];
      changeStatus({ conflicts: state.conflicts.length });
      return ok({
        entity: before.conflicts.length > 0 ? 'conflict' : 'kitStep',
        row: before.step.id,
        scope: `establishment:${found.kit.establishment.id}`,
        rows: 1 + (before.others?.length ?? 0),
      });
    },
  };

  const exchange: MemoryBridge['exchange'] = {
    'exchange.export': () => ok({ file: 'Bascule.bascule', transactions: 2, bytes: 900 }),
    'exchange.import': () => ok({ kind: 'reply', applied: 1, known: 0, rejected: 0 }),
  };

  const print: MemoryBridge['print'] = {
    'print.saveKit': () => ok({ file: 'Kit.pdf', actions: 5, pages: 1, bytes: 900 }),
    'print.saveSheet': () =>
      ok({ file: 'Feuille.pdf', people: 5, pages: 1, bytes: 900, partial: false }),
    'print.saveCertificate': () => ok({ file: 'Attestation.pdf', people: 1, pages: 1, bytes: 900 }),
    'print.saveSummons': () =>
      ok({ file: 'Convocations.pdf', people: 2, pages: 2, bytes: 900, noted: true }),
    'print.saveMinutes': () =>
      ok({ file: 'Compte rendu.pdf', difficulties: 2, pages: 1, bytes: 900 }),
  };
  const tables: MemoryBridge['tables'] = {
    'imports.choose': () => ok(null),
    'imports.saveIssues': () => ok({ file: 'Lignes à corriger.csv' }),
    'exports.save': () => ok({ file: 'Bascule.zip', rows: 0 }),
    'calendar.save': ({ sessions }) => ok({ file: 'Formation.ics', events: sessions.length }),
    'people.saveCodes': () => ok({ file: 'Codes.csv', codes: 0 }),
    'coverage.save': () => ok({ file: 'Couverture.csv', rows: 0 }),
    'tickets.handOver': () => ok({ file: 'Demandes.csv', rows: 0, noted: 0 }),
    'tutoring.saveStatement': () => ok({ file: 'Tuteurs.csv', rows: 0 }),
  };

  return {
    state,
    methods,
    exchange,
    print,
    tables,
    calls,
    emit,
    receive(id, change) {
      const found = find(id);
      if (found !== null) put(found.kit, { ...found.step, ...change });
    },
    window: {
      platform: 'linux',
      version: '0.1.0',
      defaultServer: null,
      preferences: {
        read: () => state.preferences,
        async write(changes) {
          state.preferences = { ...state.preferences, ...changes };
        },
      },
      async call(name, input) {
        calls.push({ name, input });
        const method = { ...methods, ...exchange, ...print, ...tables }[name as MethodName] as (
          input: unknown,
        ) => Promise<Result<unknown, Failure>>;
        return await method(input);
      },
      onEvent(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  };
}
