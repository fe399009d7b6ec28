import { beforeAll, expect, it } from 'vitest';
import { attachmentId } from '../../shared/attachments/attachment.entity.ts';
import type { JsonValue } from '../../shared/schema/entity.ts';
import type { ScopeId } from '../../shared/schema/scope.ts';
import { putRows } from '../testing/server.ts';
import { ask, content, contentServer, upload, type ContentServer, type Who } from './testing.ts';

/* Files of requests and articles are handed to exactly the people who are shown these. Anna and alain
   are bursars of school a, bruno of b; both schools take part in a wave of a programme. */

type Values = Readonly<Record<string, JsonValue>>;
let server: ContentServer;

beforeAll(async () => {
  server = await contentServer();
  const joined = (school: string) => ({
    entity: 'waveMembership',
    id: `${school}-v6`,
    scope: `establishment:${school}` as const,
    values: { establishment: school, wave: 'v6' },
  });
  await put(joined('a'), {
    entity: 'wave',
    id: 'v6',
    scope: 'wave:v6',
    values: { programme: 'opale' },
  });
});

interface TestRow {
  readonly entity: string;
  readonly id: string;
  readonly scope: ScopeId;
  readonly values: Values;
}
const put = (...rows: readonly TestRow[]): Promise<void> => putRows(server.storage, rows);

/** A file of a request or article, sent by somebody who is shown it; answers who is handed it. */
async function filed(
  {
    scope,
    ...of
  }: { readonly scope: ScopeId; readonly ticket?: string; readonly article?: string },
  by: Who,
): Promise<(who: Who) => Promise<number>> {
  const file = content(2_000);
  const id = attachmentId(of.ticket ?? of.article!, file.hash);
  const values = { ...of, name: 'capture.png', bytes: file.data.length, hash: file.hash };
  await put({ entity: 'attachment', id, scope, values });
  expect((await upload(server.url, by, file)).status).toBe(204);
  return async (who) => (await ask(server.url, who, 'GET', `/attachments/${file.hash}`)).status;
}
const ticket = (id: string, values: Values): TestRow => ({
  entity: 'ticket',
  id,
  scope: 'establishment:a',
  values: { establishment: 'a', requester: 'anna', ...values },
});

it('hands files of a request to whom the request is shown, and to nobody else of the school', async () => {
  await put(ticket('t1', { shared: false }));
  const get = await filed({ scope: 'establishment:a', ticket: 't1' }, 'anna');
  expect([await get('anna'), await get('alain'), await get('bruno')]).toEqual([200, 404, 404]);
  await put(ticket('t1', { shared: false, participants: ['alain'] }));
  expect(await get('alain')).toBe(200);
  await put(ticket('t1', { shared: true, participants: [] }));
  expect([await get('alain'), await get('bruno')]).toEqual([200, 404]);
});

it('hands files of a draft to its author alone, and of a removed request to nobody', async () => {
  await put(ticket('t2', { shared: true, draft: true }));
  const get = await filed({ scope: 'establishment:a', ticket: 't2' }, 'anna');
  expect([await get('anna'), await get('alain')]).toEqual([200, 404]);
  await put(ticket('t2', { shared: true, draft: false }));
  expect(await get('alain')).toBe(200);
  await put(ticket('t2', { deleted: true }));
  expect([await get('anna'), await get('alain')]).toEqual([404, 404]);
});

it('gives nothing for a row that names a request of another place', async () => {
  await put(ticket('t3', { shared: true }));
  const file = content(1_000);
  await put({
    entity: 'attachment',
    id: attachmentId('t3', file.hash),
    scope: 'establishment:b',
    values: { ticket: 't3', name: 'x.png', bytes: 1_000, hash: file.hash },
  });
  expect((await upload(server.url, 'bruno', file).catch(() => ({ status: 403 }))).status).not.toBe(
    204,
  );
});

it('hands files of a published article to all who read it, from below as well', async () => {
  await put({
    entity: 'grant',
    id: 'grant-anna-v6',
    scope: 'wave:v6',
    values: { person: 'anna', role: 'pilot' },
  });
  const article = (number: number | null): TestRow => ({
    entity: 'article',
    id: 'guide',
    scope: 'wave:v6',
    values: { title: 'Guide', number },
  });
  await put(article(null));
  const get = await filed({ scope: 'wave:v6', article: 'guide' }, 'anna');
  expect([await get('anna'), await get('alain'), await get('bruno')]).toEqual([200, 404, 404]);
  await put(article(1));
  expect([await get('alain'), await get('bruno')]).toEqual([200, 404]);
});
