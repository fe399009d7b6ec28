import { PLAIN_ID_PATTERN } from '../../shared/kernel/ids.ts';
import { scopeId } from '../../shared/schema/scope.ts';
import { DELETED_FIELD } from '../../shared/sync/change.ts';
import { programmeRows } from '../../shared/templates/programmeRows.ts';
import { findTemplate, templateNames } from '../../shared/templates/templates.ts';
import type { Reading, Storage, Writing } from '../db/storage.ts';
import { ProblemError } from '../problem.ts';
import type { Say } from '../speak.ts';
import { writeAsServer } from '../sync/serverChange.ts';
import { grantIn } from './grants.ts';
import { table } from './table.ts';

export interface ProgrammeListed {
  readonly id: string;
  readonly name: string;
  readonly template: string | null;
  readonly version: string | null;
}

/** All programmes, by id. */
export async function listProgrammes(read: Reading): Promise<ProgrammeListed[]> {
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return (await read.rowsOfEntity('programme'))
    .filter(({ values }) => values[DELETED_FIELD] !== true)
    .map(({ id, values }) => ({
      id,
      name: text(values['name']) ?? id,
      template: text(values['template']),
      version: text(values['templateVersion']),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The list as a table for a terminal. */
export function programmesTable(programmes: readonly ProgrammeListed[], say: Say): string {
  if (programmes.length === 0) return say('programmes.none');
  const header = ['id', 'name', 'template', 'version'].map((column) => say(`programmes.${column}`));
  const lines = programmes.map(({ id, name, template, version }) => [
    id,
    name,
    template ?? '',
    version ?? '',
  ]);
  return table([header, ...lines]);
}

export interface NewProgramme {
  /** Name of a template that comes with the product. */
  readonly template: string;
  readonly id: string;
  readonly name: string;
  /** Login of whoever steers it; undefined: nobody yet. */
  readonly pilot?: string | undefined;
}

export interface ProgrammeAdded extends ProgrammeListed {
  readonly actions: number;
  readonly pilot: string | null;
}

/**
 * Makes a programme of a template, and makes somebody its pilot: both or nothing.
 * @param now milliseconds since 1970
 * @throws ProblemError when there is no such template or person, or the id is taken or is none
 */
export function addProgramme(
  storage: Storage,
  { template: templateName, id, name, pilot }: NewProgramme,
  now: number,
): Promise<ProgrammeAdded> {
  return storage.transaction(async (write) => {
    const template = findTemplate(templateName);
    if (template === undefined) {
      const known = templateNames.join(', ');
      throw new ProblemError({ type: 'templateUnknown', template: templateName, known });
    }
    if (!PLAIN_ID_PATTERN.test(id)) throw new ProblemError({ type: 'programmeIdInvalid', id });
    if (await isTaken(write, id)) throw new ProblemError({ type: 'programmeTaken', id });
    const rows = programmeRows(template, { id, name });
    const changes = rows.map(({ entity, id: row, scope, values }) => ({
      entity,
      row,
      scope,
      set: values,
    }));
    await writeAsServer(write, changes, now);
    if (pilot !== undefined) await grantIn(write, pilot, 'pilot', scopeId('programme', id), now);
    return {
      id,
      name,
      template: templateName,
      version: template.version,
      actions: template.actions.length,
      pilot: pilot ?? null,
    };
  });
}

async function isTaken(write: Writing, id: string): Promise<boolean> {
  const scope = scopeId('programme', id);
  return (await write.versions([scope])).has(scope);
}
