import { z } from 'zod';
import { roles } from '../access/roles.ts';
import { contract } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';
import { teamRuleSchema } from '../programme/programme.entity.ts';
import { localDateSchema } from '../schema/values.ts';
import { listedSchoolSchema, schoolPageInput, schoolPageOutput } from '../wave/schoolList.ts';
import { teamFunctions } from './teamMember.entity.ts';

const error = failureSchema;

export const teamMemberViewSchema = z.object({
  id: z.string(),
  person: z.string().nullable(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  function: z.enum(teamFunctions).nullable(),
  fte: z.number().nullable(),
  since: localDateSchema.nullable(),
  until: localDateSchema.nullable(),
  note: z.string().nullable(),
  pending: z.boolean(),
});
export type TeamMemberView = z.infer<typeof teamMemberViewSchema>;

export const teamWarningSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('tooLittleTime'),
    function: z.string(),
    has: z.number(),
    needs: z.number(),
  }),
  z.object({
    type: z.literal('tooFewCorrespondents'),
    function: z.enum(['functionalCorrespondent', 'technicalCorrespondent']),
    has: z.number(),
    needs: z.number(),
  }),
  z.object({ type: z.literal('tooMuchForOne'), name: z.string(), has: z.number() }),
]);

/** Somebody who has a role in the school, as colleagues may know it. */
const roleHolderSchema = z.object({
  person: z.string(),
  name: z.string().nullable(),
  role: z.enum(roles),
  email: z.string().nullable(),
  phone: z.string().nullable(),
});

export const schoolTeamSchema = z.object({
  today: localDateSchema,
  rule: teamRuleSchema.nullable(),
  members: z.array(teamMemberViewSchema),
  warnings: z.array(teamWarningSchema),
  /** People with a role in this school, whether or not they are in its project team. */
  roles: z.array(roleHolderSchema),
  mayWrite: z.boolean(),
});
export type SchoolTeam = z.infer<typeof schoolTeamSchema>;

export const teamRowSchema = listedSchoolSchema.extend({
  members: z.int(),
  warnings: z.array(teamWarningSchema),
});
export type TeamRow = z.infer<typeof teamRowSchema>;

export const teamListSchema = z.object({
  ...schoolPageOutput,
  rule: teamRuleSchema.nullable(),
  /** Schools of the programme whose team lacks something. */
  lacking: z.int(),
  rows: z.array(teamRowSchema),
});

export const saveMemberInput = z.object({
  establishment: z.string().max(100),
  /** Absent: a new member. */
  id: z.string().max(100).optional(),
  set: z.object({
    person: z.string().max(100).nullable().optional(),
    name: z.string().trim().min(1).max(240),
    email: z.string().max(254).nullable(),
    phone: z.string().max(40).nullable(),
    function: z.enum(teamFunctions),
    fte: z.number().min(0).max(1).nullable(),
    since: localDateSchema.nullable(),
    until: localDateSchema.nullable(),
    note: z.string().max(2_000).nullable(),
  }),
});

export const teamContract = contract({
  /** The project team of one school, and what it lacks today. */
  'team.read': {
    input: z.object({
      establishment: z.string().max(100),
      programme: z.string().max(100).optional(),
    }),
    output: schoolTeamSchema,
    error,
  },
  'team.list': {
    input: z.object({ ...schoolPageInput, lacking: z.boolean().optional() }),
    output: teamListSchema,
    error,
  },
  'team.save': { input: saveMemberInput, output: z.object({ id: z.string() }), error },
  'team.remove': { input: z.object({ id: z.string().max(100) }), output: z.null(), error },
});
