/**
 * Search over 20,000 documents in French and Arabic, key press by key press.
 * `npm run bench:search -- --json` prints an array of figures in milliseconds: how long the index
 * takes to be made, and what each key press costs (median, 95th percentile, worst), held against
 * reading all documents without an index. `--documents N` and `--seed N` change what is measured.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openStore } from '../../../main/core/store/database.ts';
import { createSearch } from '../../../main/core/search/search.ts';
import { fold } from '../../../shared/search/words.ts';
import { figureOf, quantile, round, timed, type Figure } from '../measure.ts';
import { articleRows, questions } from './texts.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    documents: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
  },
});
const documents = Number(options.documents);
const seed = Number(options.seed);
const P95 = 0.95;
const folder = mkdtempSync(join(tmpdir(), 'bascule search '));

try {
  const opened = openStore({ dataDir: folder });
  if (!opened.ok) throw new Error(opened.error.type);
  const { db, close } = opened.value;
  const insert = db.prepare(
    `INSERT INTO article (id, scope, title, body, language, state, stamps)
     VALUES (?, 'programme:p', ?, ?, ?, 'published', '{}')`,
  );
  db.transaction(() => {
    for (const { id, title, body, language } of articleRows(documents, seed))
      insert.run(id, title, body, language);
  })();
  const search = createSearch({
    db,
    writable: true,
    me: () => ({ person: 'p', name: 'P' }),
    rolesOver: () => new Set(),
  });
  let longest = 0;
  const build = await timed(() => {
    for (;;) {
      const started = performance.now();
      const more = search.readMore();
      longest = Math.max(longest, performance.now() - started);
      if (!more) break;
    }
  });
  const all = db.prepare<[], { title: string; body: string }>('SELECT title, body FROM article');
  const reading = async (word: string): Promise<number> =>
    timed(() =>
      all.all().filter(({ title, body }) => fold(`${title} ${body}`).includes(fold(word))),
    );

  const presses: { typed: string; ms: number; found: number }[] = [];
  for (const question of questions(seed)) {
    for (let length = 1; length <= question.length; length += 1) {
      const typed = question.slice(0, length);
      let found = 0;
      const ms = await timed(async () => {
        const hits = await search.handlers['search.find']({ text: typed });
        found = hits.ok ? hits.value.length : 0;
      });
      presses.push({ typed, ms, found });
    }
  }
  const times = presses.map(({ ms }) => ms);
  const bases = [await reading('régisseur'), await reading('ميزانية'), await reading('budget')];
  const figure: Figure = {
    ...figureOf(
      'key-press',
      'ms',
      times,
      times.map((_, index) => bases[index % bases.length]!),
    ),
    p95: round(quantile(times, P95)),
    worst: round(Math.max(...times)),
    worstTyped: presses.toSorted((a, b) => b.ms - a.ms)[0]!.typed,
    documents,
    seed,
    found: presses.filter(({ found }) => found > 0).length,
  };
  const made: Figure = {
    ...figureOf('index-build', 'ms', [build], bases.slice(0, 1)),
    longestPart: round(longest),
    documents,
    bytes: db.prepare('SELECT sum(length(block)) FROM search_word_data').pluck().get(),
  };
  search.close();
  close();
  if (options.json) console.log(JSON.stringify([made, figure]));
  else console.table([made, figure]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
