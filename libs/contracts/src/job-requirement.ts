import { z } from 'zod';
import { fidelitySchema } from './fidelity.js';

/** What a board must be for a job: its fidelity, and capabilities with exactly these values. */
export const jobRequirementSchema = z
  .object({ fidelity: fidelitySchema, capabilities: z.record(z.string(), z.string()).default({}) })
  .meta({ id: 'JobRequirement' });
export type JobRequirement = z.infer<typeof jobRequirementSchema>;
