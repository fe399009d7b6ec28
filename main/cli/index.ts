import { enableCompileCache } from 'node:module';

// Compiled code is kept between runs: scripts call this command often.
enableCompileCache();
const { runCli } = await import('./cli.ts');

process.exitCode = await runCli(process.argv.slice(2), {
  stdin: process.stdin,
  out: (text) => process.stdout.write(`${text}\n`),
  complain: (text) => process.stderr.write(`${text}\n`),
  environment: process.env,
});
