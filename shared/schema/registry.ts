import { attachment, attachmentReceipt } from '../attachments/attachment.entity.ts';
import { kitStep } from '../kit/kitStep.entity.ts';
import { grant } from '../people/grant.entity.ts';
import { person } from '../people/person.entity.ts';
import { kitAction } from '../programme/kitAction.entity.ts';
import { programme } from '../programme/programme.entity.ts';
import { conflict } from '../sync/conflict.entity.ts';
import { establishment } from '../wave/establishment.entity.ts';
import { wave } from '../wave/wave.entity.ts';
import { waveMembership } from '../wave/waveMembership.entity.ts';
import type { EntityDefinition } from './entity.ts';

/** The one list of what is stored, synced and allowed. */
export const registry: readonly EntityDefinition[] = [
  programme,
  kitAction,
  wave,
  establishment,
  waveMembership,
  person,
  grant,
  kitStep,
  attachment,
  attachmentReceipt,
  conflict,
] as unknown as readonly EntityDefinition[];

const byName = new Map(registry.map((entity) => [entity.name, entity]));

/** The entity of that name, or undefined: it may belong to a newer version. */
export function findEntity(name: string): EntityDefinition | undefined {
  return byName.get(name);
}
