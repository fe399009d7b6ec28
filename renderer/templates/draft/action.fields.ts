import type { KitEdit } from '../../../shared/templates/kitEdit.ts';
import type { DraftView } from '../../../shared/templates/templates.contract.ts';
import type { KitFrame } from '../actionColumns.tsx';

/** Some fields of an action with their new values. */
export type ActionSet = Extract<KitEdit, { type: 'set' }>['set'];

/** What the fields of an action need, in a draft and in the running kit. */
export interface ActionFields {
  readonly action: DraftView['actions'][number];
  readonly frame: KitFrame;
  /** All actions of the kit, in the order in which it is read. */
  readonly actions: readonly Pick<DraftView['actions'][number], 'id' | 'title'>[];
  readonly disabled: boolean;
  /** A field was left with another value. */
  readonly onSet: (set: ActionSet) => void;
}
