import { z } from 'zod';
import { phaseConfigSchema } from '../phase-config.js';
import { phaseKindSchema, phaseStateSchema } from '../states/phase-state.js';
import { listOf } from './list-of.js';

export const phaseViewSchema = z
  .object({
    slug: z.string(),
    kind: phaseKindSchema,
    state: phaseStateSchema,
    opensAt: z.iso.datetime().nullable(),
    closesAt: z.iso.datetime().nullable(),
    config: phaseConfigSchema,
    configHash: z.string(),
    dataset: z.string().nullable(),
  })
  .meta({ id: 'PhaseView' });
export type PhaseView = z.infer<typeof phaseViewSchema>;

export const competitionViewSchema = z
  .object({ slug: z.string(), title: z.string(), phases: z.array(phaseViewSchema) })
  .meta({ id: 'CompetitionView' });
export type CompetitionView = z.infer<typeof competitionViewSchema>;

export const competitionListSchema = listOf(competitionViewSchema).meta({ id: 'CompetitionList' });
export type CompetitionList = z.infer<typeof competitionListSchema>;
