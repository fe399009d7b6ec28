import { plainText } from './plainText.ts';

/* How requests are told apart in the tools outside: by a tool and its number. */

/** Outside tools whose tables are known by their columns. */
export const knownTools = ['itop', 'glpi', 'jira'] as const;
export type KnownTool = (typeof knownTools)[number];

/** A tool as it is compared: `ITOP` is iTop, `JSM` is Jira; null: '', none. */
export function toolKey(tool: string | null): string {
  const plain = plainText(tool ?? '');
  if (/\b(?:jira|jsm)\b/.test(plain)) return 'jira';
  return knownTools.find((known) => plain.split(' ').includes(known)) ?? plain;
}

/** A number as it is compared: GLPI writes thin blanks between thousands. */
export function outsideNumber(text: string): string {
  return text.replaceAll(/[\s\u00a0\u202f\u2009]+/g, '').toUpperCase();
}
