import { z } from 'zod';
import { issueSchema } from './issue.js';

/** What the files of an archive hold, as the emulator's `networks` tells it. */
export const networksReportSchema = z
  .object({
    /** null when model.tflite cannot be read. */
    networkHash: z.string().nullable(),
    /** Whether the float file computes in floating point; null when there is none. */
    isFloat: z.boolean().nullable(),
    issues: z.array(issueSchema),
    warnings: z.array(issueSchema),
  })
  .meta({ id: 'NetworksReport' });
export type NetworksReport = z.infer<typeof networksReportSchema>;
