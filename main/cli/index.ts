import { enableCompileCache } from 'node:module';

// Compiled code is kept between runs: scripts call this command often.
enableCompileCache();
const { runCli } = await import('./cli.ts');

// npm runs it in the folder of the program: files are named from where the person stands.
const { INIT_CWD: typedIn, npm_lifecycle_event: script } = process.env;
if (script === 'bascule' && typedIn !== undefined) process.chdir(typedIn);

// Whoever reads may stop reading (`… | head`): what was done stays done.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

process.exitCode = await runCli(process.argv.slice(2), {
  stdin: process.stdin,
  out: (text) => process.stdout.write(`${text}\n`),
  complain: (text) => process.stderr.write(`${text}\n`),
  environment: process.env,
  // Not in a file or for another program: there it would only be in the way.
  ...(process.stderr.isTTY && {
    showProgress: (text: string) => process.stderr.write(`\r\u001B[K${text}`),
  }),
  onInterrupt(call) {
    process.on('SIGINT', call);
    return () => process.off('SIGINT', call);
  },
});
