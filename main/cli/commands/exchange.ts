import type { Command } from 'commander';
import { must, Stop, withCore, type CommonOptions, type Context } from '../context.ts';
import { reportText, statusText } from '../texts.ts';
import { statusJson } from '../views.ts';

/** `enrol`, `sync` and `status`: who this device is, and its exchange with the server. */
export function exchangeCommands(program: Command, context: Context): void {
  const { t, language, command, print } = context;

  command(program, 'enrol', 'enrol')
    .requiredOption('--server <url>', t('cli:options.server'))
    .requiredOption('--code <code>', t('cli:options.code'))
    .action(async (options: CommonOptions & { server: string; code: string }) => {
      const { server, code } = options;
      if (code.trim() === '') throw new Stop({ type: 'BadInput', detail: '--code' });
      await withCore(context, options, { without: 'folder' }, async (core) => {
        const answer = must(await core.call('session.enrol', { server, code }));
        print(options, answer, () => t('cli:enrolled', { ...answer, count: answer.scopes.length }));
      });
    });

  command(program, 'sync', 'sync').action(async (options: CommonOptions) => {
    await withCore(context, options, {}, async (core) => {
      const report = must(await core.call('sync.now', {}));
      print(options, report, () => reportText(t, report, language));
    });
  });

  command(program, 'status', 'status').action(async (options: CommonOptions) => {
    await withCore(context, options, { reads: true, without: 'device' }, async (core) => {
      const session = must(await core.call('session.current', {}));
      const status = must(await core.call('sync.status', {}));
      const reachable = must(await core.call('sync.probe', {}));
      const value = statusJson(session, status, reachable);
      print(options, value, () => statusText(context, session, status, reachable));
    });
  });
}
