import { languageOf } from '../shared/messages/messages.ts';
import { readArguments, readDatabaseUrl, readPort, requireData } from './arguments.ts';
import { ProblemError } from './problem.ts';
import { EXIT_FAULT, reportFailure, sayIn } from './speak.ts';
import { startServer } from './start.ts';
import { goWhereTyped } from './typedIn.ts';

const DEFAULT_PORT = '7420';

const say = sayIn(languageOf(process.env));

async function main(): Promise<void> {
  goWhereTyped();
  const { values, positionals } = readArguments(process.argv.slice(2), {
    port: { type: 'string', default: DEFAULT_PORT },
    host: { type: 'string', default: '127.0.0.1' },
    data: { type: 'string' },
    'database-url': { type: 'string' },
    demo: { type: 'string', multiple: true },
    help: { type: 'boolean', default: false },
  });
  if (values.help) {
    process.stdout.write(`${say('usage.server')}\n`);
    return;
  }
  if (positionals[0] !== undefined) {
    throw new ProblemError({ type: 'usage', detail: positionals[0] });
  }
  const { url, close } = await startServer({
    dataDir: requireData(values.data),
    databaseUrl: readDatabaseUrl(values['database-url']),
    port: readPort(values.port),
    host: values.host,
    demo: values.demo,
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      close().catch((error: unknown) => {
        process.exitCode = reportFailure(say, error);
      });
    });
  }
  process.stdout.write(`listening on ${url}\n`);
}

// Whoever started the server may have closed the pipe: that is no reason to stop serving.
process.stdout.on('error', () => undefined);
process.on('uncaughtException', (error) => {
  reportFailure(say, error);
  process.exit(EXIT_FAULT);
});
main().catch((error: unknown) => {
  process.exitCode = reportFailure(say, error);
});
