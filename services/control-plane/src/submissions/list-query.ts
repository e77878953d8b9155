import { z } from 'zod';

const defaultLimit = 50;
const maximumLimit = 500;

/** Query of lists of submissions. */
export const listQuerySchema = z.object({
  competition: z.string().max(64).optional(),
  phase: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(maximumLimit).default(defaultLimit),
});
export type ListQuery = z.infer<typeof listQuerySchema>;
