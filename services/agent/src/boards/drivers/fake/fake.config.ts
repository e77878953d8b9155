import { z } from 'zod';
import { injectionFields } from '../../injection/behaviour.js';

/** What an operator sets for one fake board. */
export const fakeConfigSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and dashes'),
  driver: z.literal('fake'),
  /** The runtime that the board claims, before anything is injected. */
  runtimeUs: z.number().positive().default(36_900),
  /** How long a measurement takes, and each picture of a fidelity job. */
  measureMs: z.number().min(0).max(3_600_000).default(20),
  /** Log lines in each measurement, spread over it. */
  lines: z.int().min(0).max(10_000_000).default(3),
  /** What a line is filled up to. */
  lineCharacters: z.int().min(0).max(16_384).default(0),
  /** Times larger than its input that an output picture is. */
  scale: z.int().min(1).max(8).default(3),
  /** True when another agent has the same board. */
  shared: z.boolean().default(false),
  ...injectionFields,
});

export type FakeConfig = z.infer<typeof fakeConfigSchema>;
