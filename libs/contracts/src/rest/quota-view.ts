import { z } from 'zod';
import { quotasSchema } from '../phase-config.js';
import { listOf } from './list-of.js';

/** What a team has used of a phase; refunds are already subtracted. */
export const quotaViewSchema = z
  .object({
    team: z.string(),
    competition: z.string(),
    phase: z.string(),
    limits: quotasSchema,
    usedToday: z.number().int(),
    usedTotal: z.number().int(),
    running: z.number().int(),
  })
  .meta({ id: 'QuotaView' });
export type QuotaView = z.infer<typeof quotaViewSchema>;

export const quotaListSchema = listOf(quotaViewSchema).meta({ id: 'QuotaList' });
export type QuotaList = z.infer<typeof quotaListSchema>;
