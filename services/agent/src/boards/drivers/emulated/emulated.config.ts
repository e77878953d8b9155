import { z } from 'zod';
import { injectionFields } from '../../injection/behaviour.js';

/** What an operator sets for one emulated board. */
export const emulatedConfigSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and dashes'),
  driver: z.literal('emulated'),
  /** RLIMIT_DATA of the board process. */
  memoryLimitBytes: z
    .int()
    .min(256 * 2 ** 20)
    .default(3 * 2 ** 30),
  /** Threads that compute pictures; they never change a predicted time. */
  threads: z.int().min(1).max(64).default(1),
  ...injectionFields,
});

export type EmulatedConfig = z.infer<typeof emulatedConfigSchema>;
