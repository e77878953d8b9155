import { z } from 'zod';

const line = z.string().trim().max(300);

/** What a team says about its entry; fills the columns of the results table. */
export const factsheetSchema = z
  .object({
    team: line.optional(),
    authors: z.array(line.min(1)).max(50).default([]),
    affiliations: z.array(line.min(1)).max(50).default([]),
    framework: line.optional(),
    trainingData: line.optional(),
    extraData: line.optional(),
    description: z.string().max(20_000).optional(),
  })
  .meta({ id: 'Factsheet' });
export type Factsheet = z.infer<typeof factsheetSchema>;
