import type { KitStepView } from '../../shared/kit/kit.contract.ts';
import type { JsonValue } from '../../shared/schema/entity.ts';

/** What an action shows in a field now; undefined for fields that the page does not know. */
export function stepValue(step: KitStepView, field: string): JsonValue | undefined {
  switch (field) {
    case 'status':
      return step.status;
    case 'note':
      return step.note;
    default:
      return undefined;
  }
}
