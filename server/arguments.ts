import { parseArgs, type ParseArgsConfig } from 'node:util';
import { ProblemError } from './problem.ts';

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<O extends Options> = ReturnType<
  typeof parseArgs<{ options: O; allowPositionals: true; strict: true }>
>;

/** Reads arguments strictly. @throws ProblemError `usage` for what is not an option */
export function readArguments<const O extends Options>(
  args: readonly string[],
  options: O,
): Parsed<O> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new ProblemError({ type: 'usage', detail: (error as Error).message.split('\n')[0]! });
  }
}

/** The data folder, which has no default: a server never makes one where nobody asked. */
export function requireData(data: string | undefined): string {
  if (data === undefined || data === '') {
    throw new ProblemError({ type: 'usage', detail: '--data' });
  }
  return data;
}

/**
 * The address of the PostgreSQL database, or undefined for SQLite in the data folder. It may hold
 * a password, which other people of the computer could read among a command's arguments: the
 * environment hides it.
 */
export function readDatabaseUrl(option: string | undefined): string | undefined {
  const url = option ?? process.env['BASCULE_DATABASE_URL'];
  return url === '' ? undefined : url;
}

const MAX_PORT = 65_535;

/** A port number from its text. */
export function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > MAX_PORT) {
    throw new ProblemError({ type: 'portInvalid', port: text });
  }
  return port;
}
