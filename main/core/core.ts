import { hash, randomBytes, randomUUID } from 'node:crypto';
import {
  bridgeContract,
  fileContract,
  type Bridge,
  type Call,
  type CoreEvent,
  type FileBridge,
  type FileCall,
} from '../../shared/bridge/bridge.ts';
import type { Handlers } from '../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../shared/bridge/failure.ts';
import { localDateAt, type LocalDate } from '../../shared/kernel/dates.ts';
import { languages } from '../../shared/kernel/language.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import { createLocalAccess } from './access/localAccess.ts';
import { createOwnRights } from './access/ownRights.ts';
import { createRevival } from './access/writing.ts';
import { createAttachments } from './attachments/attachments.ts';
import { createTicketsShown } from './access/ticketsShown.ts';
import { createConflictsService } from './conflicts/conflicts.service.ts';
import { createRefusalsService } from './conflicts/refusals.service.ts';
import { createDevicesService } from './devices/devices.service.ts';
import { createRegisterHandlers } from './registerHandlers.ts';
import { createSchoolHandlers } from './schoolHandlers.ts';
import { createAuthors } from './kit/authors.ts';
import { kitWorkHandlers } from './kit/kit.handlers.ts';
import { createIndexStore } from './kit/index/indexStore.ts';
import { dealtSteps } from './kit/index/dealtSteps.ts';
import { createKitIndex } from './kit/index/kitIndex.ts';
import { createKitService } from './kit/kit.service.ts';
import { createKitStore } from './kit/kit.store.ts';
import { createPastStore } from './kit/past.store.ts';
import { createProgrammesService } from './programmes/programmes.service.ts';
import { createProgrammesStore } from './programmes/programmes.store.ts';
import { createKitPeople } from './kit/people.store.ts';
import { createPeople } from './people/people.service.ts';
import { createPilot } from './kit/pilot.service.ts';
import { weekHandlers } from './kit/week.service.ts';
import { createWeekStore } from './kit/week.store.ts';
import { createPrintService } from './print/print.service.ts';
import { createKeyFolder, type KeyVault, type Random } from './session/deviceKey.ts';
import { createSessionService } from './session/session.service.ts';
import { openStore, type Store } from './store/database.ts';
import { diskFailure, ExpectedFailure } from './store/failures.ts';
import type { Applied } from './store/inbox.ts';
import { createParts } from './store/parts.ts';
import type { Recorded, Write } from './store/record.ts';
import type { DeviceKey } from './sync/deviceKey.ts';
import type { ProxyFor } from './sync/line.ts';
import type { ServerLink } from './sync/serverLink.ts';
import { failureOf } from './sync/wire.ts';
import { createSyncHandlers } from './syncHandlers.ts';
import { createSyncWithFiles } from './syncWithFiles.ts';
import { createSyncing } from './syncing.ts';
import { createWaves } from './waves/waves.ts';
import { createTemplates } from './templates/templates.ts';
import { createTrainingHandlers } from './trainingHandlers.ts';
import { createTyped } from './typed/typed.service.ts';
import { createTutoringLeaving } from './tutoring/leaving.ts';
import { warmUp } from './warmUp.ts';

export type { KeyVault } from './session/deviceKey.ts';
export type { DeviceKey } from './sync/deviceKey.ts';
export { fileVault } from './session/deviceKey.ts';
export { holdsStore } from './store/database.ts';

export interface CoreOptions {
  /** The folder of this device's data. */
  readonly dataDir: string;
  /** Name of the computer, shown in the list of devices. */
  readonly deviceName: string;
  /** IANA time zone that calendar days are in. */
  readonly timeZone: string;
  readonly vault: KeyVault;
  /** Path of better-sqlite3's compiled part, where the runtime needs another than the packaged. */
  readonly nativeBinding?: string | undefined;
  /** A new address of the server that the device is enrolled with. */
  readonly server?: string | undefined;
  /** Milliseconds since 1970 by the computer's clock. */
  readonly now?: () => number;
  /** Random bytes, for keys and salts. */
  readonly random?: Random;
  /** The proxy on the way to an address, such as `http://proxy:3128`; null: none. */
  readonly proxyFor?: ProxyFor;
  /** A line to the server of one's own, for enrolment and all that follows; default: HTTP. */
  readonly link?: (device: string, key: () => Promise<DeviceKey>) => ServerLink;
  readonly onEvent?: (event: CoreEvent) => void;
  /** Syncs by itself while it is open. */
  readonly autoSync?: boolean;
  /** Reads only, beside another program that has the folder. */
  readonly readOnly?: boolean;
}

/** The program's own side, without a window: the same under the shell, the CLI and the tests. */
export interface Core {
  readonly call: Call & FileCall;
  networkChanged(online: boolean): void;
  close(): Promise<void>;
}

/**
 * Opens a data folder and wires the core together.
 * Fails with FolderInUse, FolderReadOnly, DiskFull, NotADatabase, DatabaseNewer.
 */
export async function createCore(options: CoreOptions): Promise<Result<Core, CoreFailure>> {
  const opened = openStore(options);
  if (!opened.ok) return opened;
  try {
    return ok(wire(opened.value, options));
  } catch (error) {
    opened.value.close();
    const failure = error instanceof ExpectedFailure ? error.failure : null;
    if (failure !== null) return err(failure);
    throw error;
  }
}

function wire(store: Store, options: CoreOptions): Core {
  const { db, folder } = store;
  const systemNow = options.now ?? Date.now;
  const random = options.random ?? randomBytes;
  const emit = options.onEvent ?? (() => undefined);
  /** The server's clock as far as it is known: one wrong computer must not win every merge. */
  const correctedNow = (): number => systemNow() - parts.states.read().clockOffsetMs;
  const parts = createParts(db, {
    now: correctedNow,
    hash: sha256,
    salt: () => Buffer.from(random(16)).toString('base64url'),
    days: { today: () => kit.today(), dayOf: (ms) => dayOf(ms) },
  });
  const { states, rows, outbox, cursors, recorder, cards } = parts;
  const access = createLocalAccess(db);
  const rights = createOwnRights(access, () => myself());
  const day = (): LocalDate => dayOf(systemNow());
  const dayOf = (ms: number): LocalDate => localDateAt(ms, options.timeZone);
  const kitStore = createKitStore(db);
  const index = createKitIndex(createIndexStore(db), dayOf);
  let startedAfter = states.lastNumber();

  const announce = (applied: Pick<Applied, 'scopes' | 'entities'>): void => {
    index.changed(applied.scopes, applied.entities);
    allPeople.changed(applied.scopes, applied.entities);
    schools.changed(applied.scopes, applied.entities);
    const others = applied.entities.filter((entity) => entity !== 'kitStep');
    const isGone = applied.entities.length === 0;
    // What steps held before comes with a tick, and says nothing of who may do what.
    if (isGone || others.some((entity) => entity !== 'pastValue')) access.forget();
    if (isGone || others.length > 0) kit.forget();
    waves.changed(applied.scopes, applied.entities);
    templates.changed(applied.entities);
    trainings.changed(applied.entities, applied.scopes);
    if (applied.entities.length === 0) attachments.rowsLeft();
    if (applied.scopes.length > 0) {
      emit({ type: 'rowsChanged', scopes: applied.scopes, entities: applied.entities });
    }
  };
  const me = (): { person: string; name: string; device: string } | null => {
    const { person, personName, device } = states.read();
    return person === null || device === null
      ? null
      : { person, name: personName ?? person, device };
  };
  const myself = (): string => me()?.person ?? '';
  const tellStatus = (): void => emit({ type: 'syncStatus', status: engine.status() });
  const afterWrite = (recorded: Pick<Recorded, 'scopes' | 'entities'>, count = 1): void => {
    outbox.added(count);
    announce(recorded);
    tellStatus();
    withFiles.localWrite();
  };
  const recordOnce = db.transaction((writes: readonly Write[], also?: () => void) => {
    const recorded = recorder.record(writes);
    also?.();
    return recorded;
  });
  const record = (writes: readonly Write[], also?: () => void): Recorded => {
    const recorded = recordOnce.immediate(writes, also);
    afterWrite(recorded);
    return recorded;
  };
  /** How features write: one action, or one of many transactions. */
  const writing = {
    record,
    /**
     * An action of many transactions, such as an import: a list each, best of one place. On disk
     * as a whole once this returns, and undone as a whole; the server decides on each by itself.
     * @param action one that was recorded before, which this goes on with
     * @returns the number of its first
     */
    recordAll(lists: readonly (readonly Write[])[], action?: number): { readonly n: number } {
      const recorded = db.transaction(() => recorder.recordAll(lists, action)).immediate();
      if (recorded.transactions > 0) afterWrite(recorded, recorded.transactions);
      return { n: recorded.n };
    },
  };

  const keys = createKeyFolder(folder, options.vault, random);
  const session = createSessionService({
    folder,
    deviceName: options.deviceName,
    keys,
    states,
    held: rights.held,
    languageOf: (person) => {
      const wanted = rows.read('person', person)?.values['language'];
      return languages.find((language) => language === wanted);
    },
    server: options.server,
    now: systemNow,
    proxyFor: options.proxyFor,
    connect: options.link,
  });
  const isShown = createTicketsShown({
    rows,
    myself,
    ...rights,
  });
  const conflicts = createConflictsService({
    db,
    isShown,
    rows,
    myself,
    ...rights,
    recordAll: (lists) => writing.recordAll(lists),
    contentOf: (conflict, value) => templates.contentNamed(conflict, value),
    following(choice) {
      if (choice.entity === 'waveMembership') {
        return { writes: waves.choose(choice), after: [], covers: [], decided: new Set() };
      }
      return choice.scope.startsWith('programme:') ? templates.choose(choice) : null;
    },
  });
  const syncing = createSyncing({
    db,
    folder,
    parts,
    keys,
    session,
    deviceName: options.deviceName,
    hash: sha256,
    systemNow,
    correctedNow,
    readableBy: (person) => access.readable(person),
    openConflicts: () => conflicts.count(),
    onApplied: announce,
    onStatus: (status) => emit({ type: 'syncStatus', status }),
    onLeft(scopes) {
      startedAfter = 0;
      withFiles.stop();
      announce({ scopes, entities: [] });
      emit({ type: 'sessionChanged' });
    },
  });
  const { engine } = syncing;
  const people = createKitPeople(db);
  const authors = createAuthors({ me, author: (device) => kitStore.author(device) });
  const kit = createKitService({
    store: kitStore,
    past: createPastStore(db),
    me,
    authors,
    nameOf: (person) => people.name(person),
    ...rights,
    today: day,
    dayOf,
    record: (writes) => writing.record(writes).rows,
  });
  const programmes = createProgrammesService({
    store: createProgrammesStore(db),
    ...rights,
    record,
    revival: createRevival(db),
  });
  const kitWork = kitWorkHandlers({
    db,
    store: kitStore,
    kit,
    people,
    authors,
    me,
    ...rights,
    record,
    row: (entity, id) => rows.read(entity, id),
    link: session.link,
    mayAnswer: () => engine.status().reachable !== false,
    newId: randomUUID,
    onSeen: (scope) => emit({ type: 'rowsChanged', scopes: [scope], entities: ['stepComment'] }),
  });
  const pilot = createPilot({
    index,
    today: () => ({ day: kit.today(), practice: kitStore.practiceDate() !== null }),
    ...rights,
    record,
  });
  const waves = createWaves({
    db,
    rows,
    isEnrolled: () => me() !== null,
    ...rights,
    figures: () => pilot.memberFigures(),
    today: day,
    recordAll: (lists, action) => writing.recordAll(lists, action),
    newId: () => Buffer.from(random(12)).toString('hex'),
    leaving: createTutoringLeaving(db),
  });
  const schools = createSchoolHandlers(db, {
    ...writing,
    ...rights,
    newId: randomUUID,
    today: day,
    joinWrites: waves.joinWrites,
  });
  const week = weekHandlers({
    store: createWeekStore(db),
    index,
    kit: kitStore,
    me,
    myRoles: () => rights.held().map(({ role }) => role),
    ...rights,
    today: () => kit.today(),
    totals: () => pilot.totals(),
  });
  const register = createRegisterHandlers({
    ...writing,
    isShown,
    db,
    rows,
    writable: store.writable,
    me,
    myself,
    now: systemNow,
    ...rights,
    today: day,
    kitOf: waves.kitOf,
    hash: sha256,
  });
  const refusals = createRefusalsService({
    outbox,
    holds: (scope) => cursors.get(scope) !== undefined,
    record,
  });
  const allPeople = createPeople({
    db,
    link: session.link,
    maySteer: () => rights.held().some(({ role }) => role === 'pilot'),
  });
  const print = createPrintService((input) => kit.read(input), programmes.words);
  const attachments = createAttachments({
    db,
    folder,
    writable: store.writable,
    me,
    ...rights,
    mayNote: (scope) => rights.mayWrite(scope, 'kitStep', ['note']),
    hosts: {
      ticket: (id) => trainings.hosts.ticket(id),
      article: (id) => trainings.hosts.article(id),
    },
    record,
    line: () => session.link()?.content ?? null,
    epoch: () => states.read().epoch,
    now: systemNow,
    emit,
  });
  const templates = createTemplates({
    db,
    me,
    ...rights,
    today: day,
    recordAll: (lists) => void writing.recordAll(lists),
    asked: (of) => conflicts.asked(of),
    settling: (of, stamps) => conflicts.settling(of, stamps),
    steps: (programme) => dealtSteps(index.desk(), programme),
    newId: () => Buffer.from(random(16)).toString('hex'),
  });
  const trainings = createTrainingHandlers({
    ...writing,
    db,
    me,
    readOnly: options.readOnly,
    ...rights,
    today: day,
    newId: randomUUID,
    words: programmes.words,
    now: systemNow,
    writable: store.writable,
    propose: (input) => templates.handlers['templates.propose'](input),
  });
  const withFiles = createSyncWithFiles({
    engine,
    attachments,
    cursors,
    link: session.link,
    byItself: options.autoSync === true,
  });
  const syncHandlers = createSyncHandlers({
    ...parts,
    db,
    session,
    syncing,
    withFiles,
    conflicts,
    refusals,
    devices: createDevicesService({ cards, link: session.link, me }),
    startedAfter: () => startedAfter,
    authorOf: (device) => kitStore.author(device)?.name,
    afterWrite,
    tellStatus,
  });
  const start = (): void => {
    if (me() !== null) withFiles.start();
  };

  const handlers: Handlers<Bridge & FileBridge, CoreFailure> = {
    ...attachments.handlers,
    ...waves.handlers,
    ...programmes.handlers,
    ...trainings.handlers,
    ...schools.handlers,
    ...register,
    ...allPeople.handlers,
    ...templates.handlers,
    ...week,
    ...createTyped({ db, myself, now: systemNow }),
    'session.current': () => ok(session.current()),
    'session.enrol': async (input) => {
      const enrolled = await session.enrol(input);
      if (!enrolled.ok) return enrolled;
      const synced = await engine.syncNow();
      emit({ type: 'sessionChanged' });
      start();
      if (!synced.ok) return synced;
      return ok({ ...enrolled.value, scopes: cursors.scopes() });
    },
    ...pilot.handlers,
    'kit.read': (input) => kit.read(input),
    'kit.tick': (input) => kit.tick(input),
    ...kitWork,
    ...syncHandlers,
    'print.kit': (input) => print.kit(input),
  };

  start();
  // The window will ask for places and figures: they are read while it is being drawn.
  const stopWarmUp =
    options.autoSync === true && me() !== null
      ? warmUp([index.readMore, allPeople.readMore, trainings.search.readMore])
      : undefined;
  const contract = { ...bridgeContract, ...fileContract };
  return {
    call: (async (name: keyof typeof contract, input: unknown) => {
      const parsed = contract[name].input.safeParse(input);
      if (!parsed.success) {
        // The place alone: the schema library's own words are English.
        return err({ type: 'BadInput', detail: parsed.error.issues[0]!.path.join('.') || name });
      }
      try {
        return await (handlers[name] as (input: unknown) => unknown)(parsed.data);
      } catch (error) {
        const failure = failureOf(error) ?? diskFailure(error, folder, db.name);
        if (failure === null) throw error;
        return err(failure);
      }
    }) as Call & FileCall,
    networkChanged: withFiles.networkChanged,
    async close() {
      withFiles.stop();
      stopWarmUp?.();
      trainings.search.close();
      await attachments.close();
      await session.close();
      if (store.writable) await engine.close();
      store.close();
    },
  };
}

/** SHA-256 of UTF-8 text, base64url. */
function sha256(text: string): string {
  return hash('sha256', text, 'base64url');
}
