// The part of Electron that starts the program named on the command line. Every release has it as
// `default_app.asar`; the registry's copy came without. This one does the same for one folder or file.
import { app } from 'electron';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const named = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (named === undefined) {
  console.error('Name the program to start: electron <folder>');
  process.exit(1);
}
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
const target = resolve(named);
const manifestFile = join(target, 'package.json');
if (existsSync(manifestFile)) {
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
  if (manifest.version) app.setVersion(manifest.version);
  app.name = manifest.productName ?? manifest.name ?? app.name;
  app.setDesktopName?.(manifest.desktopName ?? `${app.name}.desktop`);
}
// require's rules find the `main` of a folder; an ES module may then only be imported.
const main = createRequire(import.meta.url).resolve(target);
app.setAppPath(existsSync(manifestFile) ? target : dirname(main));
await import(pathToFileURL(main).href);
