import { Option, type Command } from 'commander';
import { searchKinds, type SearchKind } from '../../../shared/search/search.contract.ts';
import { must, wholeNumber, withCore, type CommonOptions, type Context } from '../context.ts';

interface SearchOptions extends CommonOptions {
  readonly kind?: readonly SearchKind[];
  readonly limit?: string;
}

/** `search`: what is on this device, by words. */
export function knowledgeCommands(program: Command, context: Context): void {
  const { t, command, print } = context;

  command(program, 'search', 'search')
    .argument('<text>', t('cli:options.searchText'))
    .addOption(new Option('--kind <kind...>', t('cli:options.searchKind')).choices(searchKinds))
    .option('--limit <n>', t('cli:options.limit'))
    .action(async (text: string, options: SearchOptions) => {
      const { kind, limit } = options;
      const input = {
        text,
        ...(kind === undefined ? {} : { kinds: [...kind] }),
        ...(limit === undefined ? {} : { limit: wholeNumber(limit, '--limit') }),
      };
      await withCore(context, options, { reads: true }, async (core) => {
        const hits = must(await core.call('search.find', input));
        const found = hits.map(({ kind, id, title, excerpt, score }) => ({
          kind,
          id,
          title: title.text,
          excerpt: excerpt.text,
          score,
        }));
        print(options, found, () =>
          found.length === 0
            ? t('cli:search.nothing')
            : found
                .map((hit) => t('cli:search.hit', { ...hit, kind: t(`search:kind.${hit.kind}`) }))
                .join('\n'),
        );
      });
    });
}
