import type { Level } from '../../shared/programme/programme.entity.ts';

/** Levels that schools themselves stand on, or stand above. */
const OF_SCHOOLS = ['etablissement', 'ecole'];
/** Levels that schools are mostly said to belong to. */
const USUAL = ['academie', 'aref'];

/** Levels of a hierarchy that stand above schools, the widest first. */
export function levelsAbove(levels: readonly Level[]): Level[] {
  const end = levels.findIndex(({ id }) => OF_SCHOOLS.includes(id));
  return levels.slice(0, end === -1 ? levels.length : end);
}

/** The level that a new territory most likely has. */
export function usualLevel(levels: readonly Level[]): string {
  const above = levelsAbove(levels);
  return (above.find(({ id }) => USUAL.includes(id)) ?? above.at(-1))?.id ?? '';
}
