import net from 'node:net';
import { once } from 'node:events';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../test/support/freshDatabase.ts';
import { ProblemError, type Problem } from '../../problem.ts';
import { sayIn, sentence } from '../../speak.ts';
import { openAdminPostgres, openPostgres } from './open.ts';

async function problemOf(work: () => Promise<unknown>): Promise<Problem> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  throw new Error('No problem');
}

async function run(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

/** The address with another user, port or database. */
function changed(url: string, change: (url: URL) => void): string {
  const other = new URL(url);
  change(other);
  return other.href;
}

describe('opening a database', () => {
  it('says what is wrong with its address, and never its password', async () => {
    const url = await freshDatabase();
    const closed = net.createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as net.AddressInfo;
    closed.close();
    const { host, pathname } = new URL(url);
    const secret = (other: URL): void => {
      other.password = 'geheim';
    };
    const cases: [string, Problem][] = [
      ['mysql://u:geheim@h/d', { type: 'databaseUrlInvalid' }],
      ['geheim', { type: 'databaseUrlInvalid' }],
      [
        changed(url, (other) => {
          secret(other);
          other.port = String(port);
        }),
        { type: 'databaseUnreachable', address: `127.0.0.1:${port}${pathname}` },
      ],
      [
        changed(url, (other) => {
          secret(other);
          other.hostname = 'nowhere.invalid';
        }),
        { type: 'databaseUnreachable', address: `nowhere.invalid:${new URL(url).port}${pathname}` },
      ],
      [
        changed(url, (other) => {
          secret(other);
          other.username = 'somebody';
        }),
        { type: 'databaseRefused', address: `${host}${pathname}` },
      ],
      [
        changed(url, (other) => {
          secret(other);
          other.pathname = '/none';
        }),
        { type: 'databaseUnknown', address: `${host}/none` },
      ],
    ];
    for (const [address, problem] of cases) {
      for (const open of [openPostgres, openAdminPostgres]) {
        expect(await problemOf(() => open(address))).toEqual(problem);
      }
      expect(sentence(sayIn('en'), problem)).toMatch(/^The .*: .*\.$/);
      expect(sentence(sayIn('ar'), problem)).not.toContain('problem');
    }
  });

  it('leaves alone what is another program’s, or of another version', async () => {
    const foreign = await freshDatabase();
    await run(foreign, 'CREATE TABLE theirs (x int)');
    expect((await problemOf(() => openPostgres(foreign))).type).toBe('databaseForeign');
    expect((await problemOf(() => openAdminPostgres(foreign))).type).toBe('databaseForeign');
    await run(foreign, 'SELECT x FROM theirs', 'DROP TABLE theirs');

    expect((await problemOf(() => openAdminPostgres(foreign))).type).toBe('databaseEmpty');
    await (await openPostgres(foreign)).storage.close();
    await (await openAdminPostgres(foreign)).close();
    await run(foreign, 'UPDATE bascule_schema SET version = 0');
    expect((await problemOf(() => openAdminPostgres(foreign))).type).toBe('databaseOlder');
    await run(foreign, 'UPDATE bascule_schema SET version = 99');
    expect((await problemOf(() => openPostgres(foreign))).type).toBe('databaseNewer');
    expect((await problemOf(() => openAdminPostgres(foreign))).type).toBe('databaseNewer');
  });

  it('asks for rights, and for UTF-8', async () => {
    const url = await freshDatabase();
    const role = `reader_${new URL(url).pathname.slice(1)}`;
    await run(url, `CREATE ROLE ${role} LOGIN`);
    const reader = changed(url, (other) => (other.username = role));
    expect((await problemOf(() => openPostgres(reader))).type).toBe('databaseForbidden');
    await run(url, `DROP ROLE ${role}`);
    const latin = `latin_${new URL(url).pathname.slice(1)}`;
    await run(
      url,
      `CREATE DATABASE ${latin} TEMPLATE template0 ENCODING LATIN1 LOCALE 'C' LOCALE_PROVIDER libc`,
    );
    const other = changed(url, (address) => (address.pathname = `/${latin}`));
    expect((await problemOf(() => openPostgres(other))).type).toBe('databaseEncoding');
  });

  it('keeps the options of the address', async () => {
    const url = changed(await freshDatabase(), (other) => {
      other.searchParams.set('options', '-c search_path=elsewhere');
    });
    await run(url, 'CREATE SCHEMA elsewhere');
    const { storage } = await openPostgres(url);
    await storage.transaction((write) => write.setSetting('a', '1'));
    await storage.close();
    await run(url, 'SELECT value FROM elsewhere.setting');
  });
});
