import { runScript } from './processes.ts';

/** Somebody of a server's data, with their roles. */
export interface ListedPerson {
  readonly login: string;
  readonly name: string;
  readonly roles: readonly { role: string; place: string }[];
}

/** The people of a server's data folder, as the administration command lists them. */
export async function people(dataDir: string): Promise<ListedPerson[]> {
  const listed = await runScript('server/admin.ts', ['people', '--data', dataDir, '--json']);
  if (listed.code !== 0) throw new Error(listed.err);
  return JSON.parse(listed.out) as ListedPerson[];
}
