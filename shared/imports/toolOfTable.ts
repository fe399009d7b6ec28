import { knownTools, toolKey, type KnownTool } from '../kernel/outsideNumber.ts';
import { plainText } from '../kernel/plainText.ts';

const names: Readonly<Record<KnownTool, string>> = { itop: 'iTop', glpi: 'GLPI', jira: 'Jira' };

/**
 * A tool by the name that a programme has for it, else by its own.
 * @param used names that the programme's rules use
 */
export function toolName(tool: string, used: readonly (string | null)[]): string {
  const key = toolKey(tool);
  const known = used.find((one) => one !== null && toolKey(one) === key);
  return known ?? knownTools.flatMap((one) => (one === key ? names[one] : []))[0] ?? tool.trim();
}

const jiraHeadings = new Set(['issue key', 'issue id', 'issue type', 'cle de ticket']);
const itopHeadings = new Set(['start date', 'date de debut', 'caller', 'appelant']);
const glpiHeadings = new Set([
  'entite',
  'entity',
  'date d ouverture',
  'opening date',
  'demandeur demandeur',
  'requester requester',
  'attribue a technicien',
  'assigned to technician',
]);

/** The tool that a table with these headings is of; null: none that is known. */
export function toolOfHeadings(headings: readonly string[]): KnownTool | null {
  const plain = headings.map(plainText);
  const some = (known: ReadonlySet<string>): boolean => plain.some((one) => known.has(one));
  // Our own tables say of each number which tool it is of.
  if (plain.some((one) => one.split(' ').includes('bascule'))) return null;
  if (some(jiraHeadings)) return 'jira';
  const isItop = headings.some((one) => one.includes('->') || /_friendlyname\b/.test(one));
  if (isItop || (plain.some((one) => one === 'ref') && some(itopHeadings))) return 'itop';
  return plain.includes('id') && some(glpiHeadings) ? 'glpi' : null;
}
