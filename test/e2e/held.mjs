// Starts the program as it is, but holds its first window back until the test driver looks: a
// driver that attaches while a page is being loaded may miss that it was, and wait for ever. The
// driver calls `__playwright_run` once it is attached.
import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const { main, productName, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
app.setAppPath(root);
app.setVersion(version);
app.name = productName;

const ready = app.whenReady();
const attached = new Promise((resolve) => {
  Object.assign(globalThis, { __playwright_run: resolve });
});
app.whenReady = () => attached.then(() => ready);

await import(pathToFileURL(join(root, main)).href);
