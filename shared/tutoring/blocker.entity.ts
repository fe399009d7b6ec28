import { z } from 'zod';
import { derivedId } from '../kernel/ids.ts';
import { defineEntity, field } from '../schema/entity.ts';
import { localDateSchema } from '../schema/values.ts';
import { helpers as writers } from '../access/helpRoles.ts';

export const blockerStates = ['open', 'answered', 'solved', 'dropped'] as const;

/** Something that keeps schools from going on, met once and solved for all. It names no school. */
export const blocker = defineEntity({
  name: 'blocker',
  scopes: ['waveSupport'],
  creators: writers,
  fields: {
    wave: field(z.string(), 'TEXT', { references: 'wave' }),
    title: field(z.string().min(1).max(400), 'TEXT', { writers }),
    description: field(z.string().max(8_000), 'TEXT', { mergesText: true, writers }),
    theme: field(z.string().max(200), 'TEXT', { writers }),
    /** Sphere that it is of, such as `comptable`. */
    sphere: field(z.string().max(60), 'TEXT', { writers }),
    /** Id of the action of the kit that it keeps from being done. */
    action: field(z.string().max(80), 'TEXT', { writers }),
    state: field(z.enum(blockerStates), 'TEXT', { writers }),
    openedOn: field(localDateSchema, 'TEXT', { writers }),
    /** The day of the first answer, and of the day that it was out of the way. */
    answeredOn: field(localDateSchema, 'TEXT', { writers }),
    solvedOn: field(localDateSchema, 'TEXT', { writers }),
    answer: field(z.string().max(8_000), 'TEXT', { mergesText: true, writers }),
    /** The article that came of it, and the change of the kit that was proposed. */
    article: field(z.string(), 'TEXT', { references: 'article', writers }),
    proposal: field(z.string(), 'TEXT', { references: 'templateProposal', writers }),
    /** The blocker that it turned out to be the same as; null: none. */
    sameAs: field(z.string(), 'TEXT', { references: 'blocker', writers }),
  },
  groups: [['state', 'answeredOn', 'solvedOn']],
});

export const reportSources = ['session', 'visit', 'ticket', 'contact', 'hand'] as const;

/** That a school has met a blocker. Its row id is `blocker:establishment`: a school has it once. */
export const blockerReport = defineEntity({
  name: 'blockerReport',
  scopes: ['waveSupport'],
  creators: writers,
  fields: {
    blocker: field(z.string(), 'TEXT', { references: 'blocker' }),
    establishment: field(z.string(), 'TEXT', { references: 'establishment' }),
    on: field(localDateSchema, 'TEXT', { writers }),
    /** Where it was met, and the id of the session, visit, ticket or contact. */
    source: field(z.enum(reportSources), 'TEXT', { writers }),
    from: field(z.string().max(240), 'TEXT', { writers }),
    /** The day on which it was out of this school's way; null: it is not. */
    liftedOn: field(localDateSchema, 'TEXT', { writers }),
  },
  groups: [['source', 'from']],
});

/** Row id of a school's case of a blocker. */
export function blockerReportId(blocker: string, establishment: string): string {
  return derivedId(blocker, establishment);
}
