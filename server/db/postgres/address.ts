import pg from 'pg';
import { ProblemError } from '../../problem.ts';
import { decodeText } from './text.ts';

/** Waiting for a connection, or for the database's answer to one, in milliseconds. */
const CONNECT_MS = 10_000;
/**
 * What is asked of every connection. A lock that somebody holds for longer is a fault, and so is a
 * transaction in which nothing happens: it may belong to a machine that is gone.
 */
const SESSION =
  '-c synchronous_commit=on -c lock_timeout=30000 -c idle_in_transaction_session_timeout=300000';

/** A database server's address, and how to connect to it. */
export interface DatabaseAddress {
  /** Host, port and database, for a person: no name, no password. */
  readonly shown: string;
  readonly config: pg.ClientConfig;
}

/**
 * Reads the address of a PostgreSQL database, `postgres://USER:PASSWORD@HOST:PORT/DATABASE`.
 * @throws ProblemError `databaseUrlInvalid` for anything else
 */
export function readAddress(databaseUrl: string): DatabaseAddress {
  const url = URL.canParse(databaseUrl) ? new URL(databaseUrl) : null;
  if (url === null || !['postgres:', 'postgresql:'].includes(url.protocol)) {
    // Not repeated: it may hold a password.
    throw new ProblemError({ type: 'databaseUrlInvalid' });
  }
  const options = url.searchParams.get('options');
  url.searchParams.delete('options');
  const host = url.searchParams.get('host') ?? url.host;
  return {
    shown: `${host}${url.pathname}`,
    config: {
      connectionString: url.href,
      options: options === null ? SESSION : `${SESSION} ${options}`,
      application_name: 'bascule',
      connectionTimeoutMillis: CONNECT_MS,
      keepAlive: true,
      types: { getTypeParser },
    },
  };
}

const INT8 = 20;
const TEXT = 25;

/**
 * Counters and times are far below 2^53: numbers hold them exactly. The overloads of the library
 * are told apart by the format only, which is always text here.
 */
function getTypeParser(oid: number, format?: 'text' | 'binary'): never {
  const parser: unknown =
    oid === INT8 ? Number : oid === TEXT ? decodeText : pg.types.getTypeParser(oid, format);
  return parser as never;
}
