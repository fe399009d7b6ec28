import { app, protocol } from 'electron';
import { join } from 'node:path';
import { createMessages } from '../../shared/messages/messages.ts';
import { SCHEME } from './assets.ts';
import { browserFolder, dataFolderProblem } from './dataFolder.ts';
import { settleGraphics } from './graphics.ts';
import { openLog } from './log.ts';
import { readOptions } from './options.ts';
import { PreferencesFile } from './preferences.ts';
import { Program } from './program.ts';

/** Exit code of a start that cannot go on: another one holds the folder, or it cannot be written. */
const CANNOT_START = 2;

const options = readOptions(process.argv.slice(1), process.cwd());
const dataDir = options.data ?? app.getPath('userData');
const log = openLog(join(dataDir, 'logs'));
const preferences = new PreferencesFile(
  dataDir,
  app.getPreferredSystemLanguages(),
  process.env['BASCULE_LANG'],
);

const problem = dataFolderProblem(dataDir);
if (problem !== undefined) {
  refuse('start.folderProblem', { folder: dataDir, code: problem });
} else if (!holdFolder()) {
  refuse('start.alreadyOpen', { folder: dataDir });
} else {
  prepare();
  // Not awaited at top level: Electron gets ready only after its entry module has ended.
  void app.whenReady().then(() => new Program({ options, dataDir, preferences, log }).run());
}

/** One program for each data folder: two folders may be open beside each other. */
function holdFolder(): boolean {
  app.setPath('userData', dataDir);
  app.setPath('sessionData', browserFolder(dataDir));
  return app.requestSingleInstanceLock();
}

/** What has to be settled before Electron is ready. */
function prepare(): void {
  // A machine that cannot have the system's sandbox (root in a container) says so on the line;
  // asked for all the same, it would stop every page. The window's `sandbox` holds in any case.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  // Chromium words shortcuts (Ctrl+Maj+S) and turns native menus by this, from start to end.
  app.commandLine.appendSwitch('lang', preferences.preferences.language);
  settleGraphics();
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

function refuse(key: string, values: Readonly<Record<string, string>>): void {
  const { language } = preferences.preferences;
  const sentence = createMessages(language).getFixedT(language, 'menu')(key, values);
  process.stderr.write(`${sentence}\n`);
  app.exit(CANNOT_START);
}
