// The least that an Electron program can be: one window with one line, as safe as ours.
const { app, BrowserWindow } = require('electron');
const { join } = require('node:path');

app.setPath('userData', process.argv[process.argv.indexOf('--data') + 1]);
app.on('window-all-closed', () => app.quit());
process.on('SIGTERM', () => app.quit());
void app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1280,
    height: 768,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
  });
  return window.loadFile(join(__dirname, 'index.html'));
});
