import { runScript } from './processes.ts';

/** A one-time enrolment code, as the administration command gives it. */
export async function newCode(dataDir: string, login: string): Promise<string> {
  const made = await runScript('server/admin.ts', ['code', login, '--data', dataDir, '--json']);
  if (made.code !== 0) throw new Error(made.err);
  return (JSON.parse(made.out) as { code: string }).code;
}
