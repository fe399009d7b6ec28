import { app, nativeTheme, net, powerMonitor, protocol, type BrowserWindow } from 'electron';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { ShellEvent } from '../../shared/bridge/window.ts';
import { never } from '../../shared/kernel/never.ts';
import { ok, type Failure, type Result } from '../../shared/kernel/result.ts';
import { channels } from '../preload/link.ts';
import { createAssets, SCHEME } from './assets.ts';
import type { ShellCall } from './calls.ts';
import type { Attaching } from './attaching.ts';
import { makeAttaching } from './attachingDialogs.ts';
import { CoreProcess } from './coreProcess.ts';
import { openDoor } from './door.ts';
import { enrolFromLine } from './enrol.ts';
import { Exchange } from './exchange.ts';
import { exchangeDialogs } from './exchangeDialogs.ts';
import { guardPages } from './guard.ts';
import type { Log } from './log.ts';
import { setMenu } from './menu.ts';
import type { Printing } from './printing.ts';
import { makePrinting } from './printingDialogs.ts';
import type { ShellOptions } from './options.ts';
import { keepPageAlive } from './pageLife.ts';
import { pagePlatform } from './platform.ts';
import { nextZoom, type PreferencesFile } from './preferences.ts';
import { tableDialogs } from './tableDialogs.ts';
import { Tables } from './tables.ts';
import * as tidings from './tidings.ts';
import { systemProxy } from './proxy.ts';
import { makeTemplateFiles } from './templateDialogs.ts';
import type { TemplateFiles } from './templateFiles.ts';
import { answerVault } from './vault.ts';
import { openWindow, showWindow } from './window.ts';

/**
 * Environment variable that names another build of the SQLite binding. Not read by what people
 * install: whoever sets a variable must not decide what code runs with their data.
 */
const NATIVE_BINDING_VARIABLE = 'BASCULE_NATIVE_BINDING';

export interface Start {
  readonly options: ShellOptions;
  readonly dataDir: string;
  readonly preferences: PreferencesFile;
  readonly log: Log;
}

/** The running program: core, door, menu and window, wired together. */
export class Program {
  readonly #start: Start;
  readonly #core: CoreProcess;
  readonly #attaching: Attaching;
  readonly #exchange: Exchange;
  readonly #printing: Printing;
  readonly #templateFiles: TemplateFiles;
  readonly #tables: Tables;
  #window: BrowserWindow | undefined;
  /** Changes that the server does not have, as the core last said. */
  #waiting = 0;
  #wasReady = false;

  /** Electron has to be ready. */
  constructor(start: Start) {
    this.#start = start;
    this.#core = this.#makeCore();
    this.#attaching = makeAttaching(
      (call) => this.#core.call(call),
      () => this.#window,
      () => this.#texts(),
    );
    this.#templateFiles = makeTemplateFiles(
      (call) => this.#core.call(call),
      () => this.#window,
      () => this.#texts(),
    );
    this.#printing = makePrinting(
      (call) => this.#core.call(call),
      () => this.#window,
      () => this.#texts(),
    );
    this.#exchange = new Exchange({
      ...exchangeDialogs(
        () => this.#window,
        () => this.#texts(),
      ),
      call: (call) => this.#core.call(call),
      onBegin: (what) => this.#tell({ type: 'exchangeBegun', what }),
    });
    this.#tables = new Tables({
      ...tableDialogs(
        () => this.#window,
        () => this.#texts(),
      ),
      call: (call) => this.#core.call(call),
      language: () => start.preferences.preferences.language,
    });
  }

  /** Opens the window, and sees to the program's end when it closes. */
  run(): void {
    const { options, dataDir, preferences, log } = this.#start;
    const root = app.getAppPath();
    this.#core.start();
    const enrolled = this.#enrol();
    guardPages(log);
    protocol.handle(SCHEME, createAssets(join(root, 'out', 'renderer')));
    openDoor({
      page: () => this.#window?.webContents,
      start: () => ({
        platform: pagePlatform(),
        version: app.getVersion(),
        defaultServer: options.server ?? null,
        preferences: preferences.preferences,
      }),
      // A device that is being enrolled is not shown as nobody's for a moment first.
      core: (call) => enrolled.then(() => this.#core.call(call)),
      shell: (call) => this.#answer(call),
      dropped: (paths) => {
        this.#attaching.drop(paths);
        this.#tables.drop(paths);
        this.#tell({ type: 'dropped', files: this.#exchange.drop(paths) });
      },
      log,
    });
    this.#applyPreferences();
    const preload = join(root, 'out', 'preload', 'index.cjs');
    this.#adopt(openWindow({ dataDir, preload, zoom: preferences.zoom }));
    app.on('window-all-closed', () => app.quit());
    powerMonitor.on('resume', () => this.#core.networkChanged(net.isOnline()));
    this.#endCleanly();
  }

  #makeCore(): CoreProcess {
    const { options, dataDir, log } = this.#start;
    const nativeBinding = app.isPackaged ? undefined : process.env[NATIVE_BINDING_VARIABLE];
    return new CoreProcess({
      worker: join(app.getAppPath(), 'out', 'main', 'worker.js'),
      options: {
        dataDir,
        deviceName: hostname(),
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        ...(nativeBinding !== undefined && { nativeBinding }),
        ...(options.server !== undefined && { server: options.server }),
      },
      log,
      vault: answerVault,
      proxyFor: systemProxy,
      onEvent: (event) => this.#tell(event),
      onReady: () => this.#coreReady(),
      onLost: (restarted) => this.#coreLost(restarted),
    });
  }

  #enrol(): Promise<void> {
    const { options, preferences, log } = this.#start;
    const { server, enrol: code } = options;
    if (server === undefined || code === undefined) return Promise.resolve();
    const { language } = preferences.preferences;
    return enrolFromLine({ call: (call) => this.#core.call(call), server, code, language, log });
  }

  #adopt(window: BrowserWindow): void {
    const { log } = this.#start;
    this.#window = window;
    keepPageAlive(window, { log, ask: () => tidings.askAboutPage(window, this.#texts()) });
    window.once('closed', () => {
      this.#window = undefined;
      tidings.tellWaiting(this.#waiting, this.#texts());
    });
    app.on('second-instance', () => showWindow(window));
  }

  #tell(event: ShellEvent): void {
    if (event.type === 'syncStatus') this.#waiting = event.status.pending;
    this.#window?.webContents.send(channels.event, event);
  }

  #texts() {
    return tidings.shellTexts(this.#start.preferences.preferences.language);
  }

  #coreReady(): void {
    // After a loss, what the page shows may be older than what is on disk: it reads all again.
    if (this.#wasReady) this.#tell({ type: 'rowsChanged', scopes: [], entities: [] });
    this.#wasReady = true;
  }

  #coreLost(restarted: boolean): void {
    if (this.#window === undefined) return;
    if (restarted) {
      tidings.tellCoreRestarted(this.#window, this.#texts());
    } else {
      void tidings.askAboutCore(this.#window, this.#texts()).then(() => this.#core.start());
    }
  }

  #answer(call: ShellCall): Promise<Result<unknown, Failure>> {
    switch (call.method) {
      case 'preferences.write':
        this.#start.preferences.write(call.input);
        this.#applyPreferences();
        break;
      case 'network.changed':
        this.#core.networkChanged(call.input.online);
        break;
      case 'attachments.attach':
        return this.#attaching.attach(call.input);
      case 'attachments.show':
        return this.#attaching.show(call.input.id);
      case 'exchange.export':
        return this.#exchange.export(call.input.to);
      case 'exchange.import':
        return this.#exchange.import(call.input.dropped ?? false);
      case 'templates.open':
        return this.#templateFiles.open(call.input);
      case 'templates.save':
        return this.#templateFiles.save(call.input);
      case 'print.saveKit':
        return this.#printing.saveKit(call.input);
      case 'print.saveSheet':
        return this.#printing.saveSheet(call.input);
      case 'print.saveCertificate':
        return this.#printing.saveCertificate(call.input);
      case 'print.saveSummons':
        return this.#printing.saveSummons(call.input);
      case 'print.saveMinutes':
        return this.#printing.saveMinutes(call.input);
      case 'imports.choose':
        return this.#tables.choose(call.input.dropped ?? false);
      case 'imports.saveIssues':
        return this.#tables.saveIssues(call.input.id);
      case 'exports.save':
        return this.#tables.saveAll();
      case 'calendar.save':
        return this.#tables.saveCalendar(call.input);
      case 'people.saveCodes':
        return this.#tables.saveCodes();
      case 'coverage.save':
        return this.#tables.saveCoverage(call.input);
      case 'tutoring.saveStatement':
        return this.#tables.saveTutorHours(call.input);
      case 'tickets.handOver':
        return this.#tables.handOverTickets(call.input);
      default:
        never(call);
    }
    return Promise.resolve(ok(null));
  }

  #applyPreferences(): void {
    const { preferences } = this.#start;
    const { language, theme } = preferences.preferences;
    nativeTheme.themeSource = theme;
    setMenu(language, {
      command: (command) => this.#tell({ type: 'menu', command }),
      zoom: (direction) => {
        preferences.write({ zoom: nextZoom(preferences.zoom, direction) });
        this.#window?.webContents.setZoomFactor(preferences.zoom);
      },
      about: () => app.showAboutPanel(),
    });
  }

  /** Holds the program's end back until the core has closed its database. */
  #endCleanly(): void {
    app.on('will-quit', (event) => {
      if (!this.#core.isRunning) return;
      event.preventDefault();
      void this.#core.stop().then(() => app.quit());
    });
  }
}
