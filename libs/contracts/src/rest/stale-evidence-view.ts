import { z } from 'zod';
import { attemptNumberSchema } from '../ids.js';
import { listOf } from './list-of.js';

/** A result that came too late or could not be used. */
export const staleEvidenceViewSchema = z
  .object({
    attempt: attemptNumberSchema,
    kind: z.string(),
    reason: z.string(),
    receivedAt: z.iso.datetime(),
    /** What the agent presented. */
    payload: z.unknown(),
  })
  .meta({ id: 'StaleEvidenceView' });
export type StaleEvidenceView = z.infer<typeof staleEvidenceViewSchema>;

export const staleEvidenceListSchema = listOf(staleEvidenceViewSchema).meta({ id: 'StaleEvidenceList' });
export type StaleEvidenceList = z.infer<typeof staleEvidenceListSchema>;
