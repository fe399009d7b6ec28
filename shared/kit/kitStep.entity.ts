import { z } from 'zod';
import { schoolRoles } from '../access/roles.ts';
import { derivedId } from '../kernel/ids.ts';
import { localDateSchema } from '../schema/values.ts';
import { defineEntity, field } from '../schema/entity.ts';
import { MAX_NOTE, statusesWithReason, stepStatuses, type StepStatus } from './stepStatus.ts';

export { MAX_NOTE, statusesWithReason, stepStatuses, type StepStatus };

const writers = [...schoolRoles, 'pilot', 'technician', 'support'] as const;

/**
 * An action of the kit in one school. Its row id is `establishment:programme:action`, the same on
 * every device, so that two people who tick the same action write the same row.
 */
export const kitStep = defineEntity({
  name: 'kitStep',
  scopes: ['establishment'],
  creators: ['pilot'],
  groups: [['status', 'doneOn']],
  fields: {
    establishment: field(z.string(), 'TEXT', { references: 'establishment' }),
    programme: field(z.string(), 'TEXT', { references: 'programme' }),
    action: field(z.string(), 'TEXT'),
    status: field(z.enum(stepStatuses), 'TEXT', { writers }),
    note: field(z.string().max(MAX_NOTE), 'TEXT', {
      mergesText: true,
      writers: [...writers, 'tutor'],
    }),
    /** Id of the person of the role who takes it on; null: whoever plays the part. */
    assignee: field(z.string().max(80), 'TEXT', { writers }),
    /** The day it was done; null unless the status is `done`. */
    doneOn: field(localDateSchema, 'TEXT', { writers }),
  },
  check: (row) =>
    row.status !== null && statusesWithReason.includes(row.status) && (row.note ?? '').trim() === ''
      ? ['reasonMissing']
      : [],
});

/** Row id of an action of a programme's kit in one school. */
export function kitStepId(establishment: string, programme: string, action: string): string {
  return derivedId(establishment, programme, action);
}
