import { exportTools, type ExportTool } from './tickets.contract.ts';

/** Names under which programmes know the tools whose tables can be written. */
const names: Readonly<Record<string, ExportTool>> = {
  jsm: 'jira',
  'jira service management': 'jira',
};

/** The table that a programme's outside tool reads; of a tool that is not known, the product's own. */
export function exportToolOf(tool: string | null): ExportTool {
  const name = (tool ?? '').trim().toLowerCase();
  return names[name] ?? exportTools.find((one) => one === name) ?? 'bascule';
}
