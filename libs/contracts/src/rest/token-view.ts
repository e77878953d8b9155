import { z } from 'zod';
import { roleSchema } from '../role.js';
import { listOf } from './list-of.js';

/** `team`, by name, is required for participants. */
export const createTokenSchema = z
  .object({
    role: roleSchema,
    name: z.string().trim().min(1).max(64),
    team: z.string().optional(),
    expiresAt: z.iso.datetime().optional(),
  })
  .meta({ id: 'CreateToken' });
export type CreateToken = z.infer<typeof createTokenSchema>;

export const tokenViewSchema = z
  .object({
    id: z.uuid(),
    role: roleSchema,
    name: z.string(),
    team: z.string().nullable(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().nullable(),
    revokedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'TokenView' });
export type TokenView = z.infer<typeof tokenViewSchema>;

/** Shown once: the farm keeps only its hash. */
export const createdTokenSchema = z
  .object({ ...tokenViewSchema.shape, token: z.string() })
  .meta({ id: 'CreatedToken' });
export type CreatedToken = z.infer<typeof createdTokenSchema>;

export const tokenListSchema = listOf(tokenViewSchema).meta({ id: 'TokenList' });
export type TokenList = z.infer<typeof tokenListSchema>;
