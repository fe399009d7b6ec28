import { Option, type Command } from 'commander';
import { searchKinds, type SearchKind } from '../../../shared/search/search.contract.ts';
import {
  must,
  needPlaces,
  Stop,
  wholeNumber,
  withCore,
  type CommonOptions,
  type Context,
} from '../context.ts';

interface SearchOptions extends CommonOptions {
  readonly kind?: readonly SearchKind[];
  readonly limit?: string;
}

/** `search`, `blockers`, `articles` and `communications`: what is known on this device. */
export function knowledgeCommands(program: Command, context: Context): void {
  const { t, command, print } = context;

  command(program, 'search', 'search')
    .argument('<text>', t('cli:options.searchText'))
    .addOption(new Option('--kind <kind...>', t('cli:options.searchKind')).choices(searchKinds))
    .option('--limit <n>', t('cli:options.limit'))
    .action(async (text: string, options: SearchOptions) => {
      const { kind, limit } = options;
      if (text.trim() === '') throw new Stop({ type: 'BadInput', detail: '<text>' });
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

  command(program, 'blockers', 'blockers')
    .option('--wave <id>', t('cli:options.wave'))
    .option('--open', t('cli:options.openBlockers'))
    .action(async (options: CommonOptions & { wave?: string; open?: boolean }) => {
      const { wave, open = false } = options;
      const place = wave === undefined ? {} : { wave };
      await withCore(context, options, { reads: true }, async (core) => {
        await needPlaces(core, place);
        const { rows } = must(await core.call('blockers.list', place));
        const listed = rows
          .filter(({ state }) => !open || state === 'open' || state === 'answered')
          .map(({ id, title, theme, state, schools, openedOn, solvedOn, days, action }) => ({
            id,
            title,
            theme,
            state,
            schools,
            openedOn,
            solvedOn,
            daysToSolve: state === 'solved' ? days : null,
            action,
          }));
        print(options, listed, () =>
          listed.length === 0
            ? t('cli:blockers.none')
            : listed
                .map((row) =>
                  t('cli:blockers.row', { ...row, state: t(`blockers:state.${row.state}`) }),
                )
                .join('\n'),
        );
      });
    });

  command(program, 'articles', 'articles').action(async (options: CommonOptions) => {
    await withCore(context, options, { reads: true }, async (core) => {
      const { articles } = must(await core.call('knowledge.read', {}));
      const listed = articles.map(({ place, ...article }) => ({ ...article, place: place.scope }));
      print(options, listed, () =>
        articles.length === 0
          ? t('cli:articles.none')
          : articles
              .map((one) =>
                t('cli:articles.row', { ...one, state: t(`knowledge:state.${one.state}`) }),
              )
              .join('\n'),
      );
    });
  });

  command(program, 'communications', 'communications')
    .option('--wave <id>', t('cli:options.wave'))
    .action(async (options: CommonOptions & { wave?: string }) => {
      const { wave } = options;
      await withCore(context, options, { reads: true }, async (core) => {
        await needPlaces(core, wave === undefined ? {} : { wave });
        const { communications } = must(await core.call('knowledge.read', {}));
        const listed = communications
          .filter(({ place }) => wave === undefined || place.scope === `wave:${wave}`)
          .map(({ id, kind, on, until, title, target, reached, place, author }) => ({
            id,
            kind,
            on,
            until,
            title,
            target,
            reached,
            place: place.scope,
            author,
          }));
        print(options, listed, () =>
          listed.length === 0
            ? t('cli:communications.none')
            : listed
                .map((one) =>
                  t('cli:communications.row', {
                    ...one,
                    on: one.on ?? '',
                    kind: t(`knowledge:communication.${one.kind}`),
                  }),
                )
                .join('\n'),
        );
      });
    });
}
