import { plainText } from '../../../../shared/kernel/plainText.ts';
import { establishmentCode } from '../../../../shared/wave/establishmentId.ts';
import type { SchoolRecord } from '../imports.store.ts';
import type { RowReader } from './planning.ts';

export type FindSchool = (text: string) => SchoolRecord | undefined;

/** Schools by code and by name; a name that two have is nobody's. */
export function schoolFinder(schools: readonly SchoolRecord[]): FindSchool {
  const byCode = new Map<string, SchoolRecord>();
  const byName = new Map<string, SchoolRecord | null>();
  for (const school of schools) {
    if (school.code !== null) byCode.set(school.code.toUpperCase(), school);
    const names = new Set([school.name, school.nameAr].map((name) => plainText(name ?? '')));
    for (const name of names) if (name !== '') byName.set(name, byName.has(name) ? null : school);
  }
  return (text) => {
    // `0801234G – Collège …`, `Académie > Collège …`: a part is the code or the name.
    const parts = text.split(/\s+[-–—>]\s+|[>;,|()]/);
    // Of a path the last part is the nearest.
    for (const part of [text, ...(text.includes('>') ? parts.toReversed() : parts)]) {
      const bare = part.trim();
      const code = establishmentCode(bare) ?? bare.toUpperCase();
      const found = byCode.get(code) ?? byName.get(plainText(bare));
      if (found !== undefined && found !== null) return found;
    }
    return undefined;
  };
}

export interface SaidSchool {
  readonly school: SchoolRecord | undefined;
  /** As the tool writes it, where no school is known by it. */
  readonly name: string | undefined;
}

const labelHeadings = new Set(['labels', 'label', 'etiquettes', 'etiquette']);

/**
 * The school of a row: what its column says, else its organisation, else a label that is the code or
 * the name of one. A label that is none says nothing of schools.
 */
export function schoolOf(read: RowReader, find: FindSchool): SaidSchool {
  const isLabel = labelHeadings.has(plainText(read.heading('school') ?? ''));
  const named = [...(isLabel ? [] : read.texts('school', 240)), ...read.texts('entity', 400)];
  const labels = [...(isLabel ? read.texts('school', 240) : []), ...read.texts('labels', 400)];
  for (const text of [...named, ...labels.flatMap((label) => [label, ...label.split(/\s+/)])]) {
    const school = find(text);
    if (school !== undefined) return { school, name: undefined };
  }
  const [name] = named;
  if (name !== undefined) read.warn('schoolNotFound', 'school', { name: name.slice(0, 60) });
  return { school: undefined, name: name?.slice(0, 240) };
}
