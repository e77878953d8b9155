import { createTeamSchema, phaseConfigSchema, phaseKindSchema, slugSchema } from '@npufarm/contracts';
import { z } from 'zod';

const secretSchema = z.string().regex(/^nf_\S{16,}$/, 'must be a token that begins with nf_');
const nameSchema = createTeamSchema.shape.name;

/** What the launcher wants to exist; the file holds secrets and belongs to its owner alone. */
export const bootstrapSchema = z.object({
  operatorToken: secretSchema.optional(),
  organizerToken: secretSchema.optional(),
  competition: z
    .object({
      slug: slugSchema,
      title: z.string().min(1),
      phases: z.array(
        z.object({
          slug: slugSchema,
          kind: phaseKindSchema.default('development'),
          config: phaseConfigSchema.prefault({}),
        }),
      ),
    })
    .optional(),
  dataset: z
    .object({
      slug: slugSchema,
      licenceText: z.string().default(''),
      scale: z.number().int().min(1).max(8).default(3),
      pictures: z.array(z.object({ name: z.string().min(1), hrPath: z.string().min(1) })),
    })
    .optional(),
  teams: z.array(z.object({ name: nameSchema, token: secretSchema })).default([]),
});
export type Bootstrap = z.infer<typeof bootstrapSchema>;
