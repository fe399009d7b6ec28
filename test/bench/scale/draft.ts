import type { Core } from '../../../main/core/core.ts';
import type { KitEdit } from '../../../shared/templates/kitEdit.ts';
import { findTemplate } from '../../../shared/templates/templates.ts';
import { must } from '../../support/devices.ts';
import { PROGRAMME } from './names.ts';

const { actions } = findTemplate('opale')!;
const moved = actions[5]!.id;
const dropped = actions.at(-1)!.id;

/** Actions of the kit that the draft changes, so that every school's steps of them count. */
export const DRAFTED: readonly string[] = [moved, dropped];

/**
 * Drafts a kit with a new action, one that is due otherwise and without the last one: every school
 * is met by all three. Nothing where there is a draft.
 */
export async function makeDraft(core: Core): Promise<void> {
  const { versions } = must(await core.call('templates.current', { programme: PROGRAMME }));
  if (versions.some(({ state }) => state === 'draft')) return;
  const { version } = must(await core.call('templates.createDraft', { programme: PROGRAMME }));
  const edits: KitEdit[] = [
    { type: 'add', action: { phase: actions[0]!.phase, title: 'Nouveau' }, after: null },
    { type: 'set', id: moved, set: { dueOffsetDays: -3 } },
    { type: 'remove', id: dropped },
  ];
  for (const edit of edits) {
    must(await core.call('templates.editDraft', { programme: PROGRAMME, version, edit }));
  }
}
