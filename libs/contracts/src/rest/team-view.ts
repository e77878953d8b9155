import { z } from 'zod';
import { teamIdSchema } from '../ids.js';
import { listOf } from './list-of.js';

export const teamNameSchema = z.string().trim().min(1).max(64);

export const createTeamSchema = z.object({ name: teamNameSchema }).meta({ id: 'CreateTeam' });
export type CreateTeam = z.infer<typeof createTeamSchema>;

export const teamViewSchema = z
  .object({ id: teamIdSchema, name: z.string(), createdAt: z.iso.datetime() })
  .meta({ id: 'TeamView' });
export type TeamView = z.infer<typeof teamViewSchema>;

export const teamListSchema = listOf(teamViewSchema).meta({ id: 'TeamList' });
export type TeamList = z.infer<typeof teamListSchema>;
