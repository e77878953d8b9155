import { z } from 'zod';
import { teamIdSchema } from '../ids.js';
import { listOf } from './list-of.js';

export const teamNameSchema = z.string().trim().min(1).max(64);

/** A team that registered itself waits for an organizer; until then its tokens may look, and not submit. */
export const teamStateSchema = z.enum(['pending', 'approved', 'refused']).meta({ id: 'TeamState' });
export type TeamState = z.infer<typeof teamStateSchema>;

export const createTeamSchema = z
  .object({
    name: teamNameSchema,
    contact: z.string().trim().max(200).default(''),
    affiliation: z.string().trim().max(200).default(''),
  })
  .meta({ id: 'CreateTeam' });
export type CreateTeam = z.infer<typeof createTeamSchema>;

export const teamViewSchema = z
  .object({
    id: teamIdSchema,
    name: z.string(),
    createdAt: z.iso.datetime(),
    state: teamStateSchema.default('approved'),
    contact: z.string().default(''),
    affiliation: z.string().default(''),
  })
  .meta({ id: 'TeamView' });
export type TeamView = z.infer<typeof teamViewSchema>;

export const teamListSchema = listOf(teamViewSchema).meta({ id: 'TeamList' });
export type TeamList = z.infer<typeof teamListSchema>;

/** A new team with its first token, which is shown here only. */
export const registeredTeamSchema = z
  .object({ team: teamViewSchema, token: z.string() })
  .meta({ id: 'RegisteredTeam' });
export type RegisteredTeam = z.infer<typeof registeredTeamSchema>;
