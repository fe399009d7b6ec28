import { z } from 'zod';
import { schoolRoles } from '../access/roles.ts';
import { defineEntity, field } from '../schema/entity.ts';

const writers = ['pilot'] as const;

/** A school. Towns are part of how people name it. */
export const establishment = defineEntity({
  name: 'establishment',
  scopes: ['establishment'],
  creators: ['pilot'],
  fields: {
    /** The administration's code of the school (UAI in France). */
    code: field(z.string().max(40), 'TEXT', { writers }),
    name: field(z.string().min(1).max(200), 'TEXT', { writers }),
    /** `college`, `lp`, `lgt`, … as the programme's reference lists them. */
    type: field(z.string().max(40), 'TEXT', { writers }),
    town: field(z.string().max(120), 'TEXT', { writers }),
    department: field(z.string().max(40), 'TEXT', { writers }),
    /** Degrees north and east: who travels how far to a training. */
    latitude: field(z.number().min(-90).max(90), 'REAL', { writers }),
    longitude: field(z.number().min(-180).max(180), 'REAL', { writers }),
    accountingGroup: field(z.string().max(120), 'TEXT', { writers }),
    /** Programme whose pilots keep this record; it may take part in waves of others as well. */
    programme: field(z.string(), 'TEXT', { references: 'programme', writers }),
    territory: field(z.string(), 'TEXT', { references: 'territory', writers }),
    /** Level of the hierarchy that it stands on; null: the level of establishments. */
    level: field(z.string().max(40), 'TEXT', { writers }),
    nameAr: field(z.string().max(200), 'TEXT', { writers }),
    /** Establishment that it is attached to, such as the seat of its accounting office. */
    attachedTo: field(z.string(), 'TEXT', { references: 'establishment', writers }),
    siret: field(z.string().max(20), 'TEXT', { writers }),
    /** Body through which it is bound, such as `amue` or `cocktail`. */
    channel: field(z.string().max(40), 'TEXT', { writers }),
    /** Function of whoever signs for it. */
    legalRepresentative: field(z.string().max(200), 'TEXT', { writers }),
    /** Codes of systems that it is linked with. */
    linkedSystems: field(z.array(z.string().max(60)).max(60), 'JSON', { writers }),
    /** Software that is replaced: what data are moved from. */
    legacySoftware: field(z.string().max(120), 'TEXT', { writers }),
    /** Bodies outside its legal entity that use the product too: these need a permission. */
    attachedBodies: field(z.array(z.string().max(200)).max(40), 'JSON', { writers }),
    /** Which services it opens, in what order and why: its own decision, in writing. */
    servicePolicy: field(z.string().max(4_000), 'TEXT', {
      mergesText: true,
      writers: [...schoolRoles, ...writers],
    }),
    pupils: field(z.int().min(0), 'INTEGER', { writers }),
    note: field(z.string().max(4_000), 'TEXT', { mergesText: true, writers }),
  },
});
