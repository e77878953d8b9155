import { z } from 'zod';
import { type PhaseConfig, phaseConfigSchema } from '../phase-config.js';
import { slugSchema } from '../slug.js';
import { phaseKindSchema, phaseStateSchema } from '../states/phase-state.js';
import { listOf } from './list-of.js';

/** Versions of the programs behind every number of a phase. */
export const frozenVersionsSchema = z
  .object({ compiler: z.string(), timingModel: z.string(), numerics: z.string() })
  .meta({ id: 'FrozenVersions' });
export type FrozenVersions = z.infer<typeof frozenVersionsSchema>;

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
    /** null until the phase opens, and where no emulator stands behind its results. */
    frozen: frozenVersionsSchema.nullable().default(null),
    version: z.number().int().default(1),
    /** Why it could not open or close at its time; null otherwise. */
    openingProblem: z.string().nullable().default(null),
    resultsPublic: z.boolean().default(true),
  })
  .meta({ id: 'PhaseView' });
export type PhaseView = z.infer<typeof phaseViewSchema>;

export const competitionViewSchema = z
  .object({
    slug: z.string(),
    title: z.string(),
    task: z.string().default(''),
    phases: z.array(phaseViewSchema),
  })
  .meta({ id: 'CompetitionView' });
export type CompetitionView = z.infer<typeof competitionViewSchema>;

export const competitionListSchema = listOf(competitionViewSchema).meta({ id: 'CompetitionList' });
export type CompetitionList = z.infer<typeof competitionListSchema>;

const momentSchema = z.iso.datetime({ offset: true, error: 'must be a moment such as 2026-03-01T00:00:00Z' });

const looseConfigSchema = z.record(z.string(), z.unknown()).default({});
const exactConfigSchema = z.strictObject(phaseConfigSchema.shape);

/** A phase in the document that describes a competition; `config` comes on top of the document's `defaults`. */
export const phaseDocumentSchema = z
  .strictObject({
    slug: slugSchema,
    kind: phaseKindSchema,
    opensAt: momentSchema.optional(),
    closesAt: momentSchema.optional(),
    dataset: slugSchema.optional(),
    config: looseConfigSchema,
  })
  .refine(
    ({ opensAt, closesAt }) =>
      opensAt === undefined || closesAt === undefined || Date.parse(opensAt) < Date.parse(closesAt),
    { path: ['closesAt'], error: 'must be after opensAt' },
  )
  .meta({ id: 'PhaseDocument' });
export type PhaseDocument = z.infer<typeof phaseDocumentSchema>;

/** A whole competition as one document; `defaults` holds what its phases share. Unknown fields are refused by name. */
export const competitionDocumentSchema = z
  .strictObject({
    slug: slugSchema,
    title: z.string().trim().min(1).max(200),
    task: z.string().max(10_000).default(''),
    defaults: looseConfigSchema,
    phases: z.array(phaseDocumentSchema).min(1).max(50),
  })
  .superRefine(({ defaults, phases }, context) => {
    phases.forEach(({ slug, config }, index) => {
      if (phases.findIndex((other) => other.slug === slug) !== index) {
        const message = `two phases are named "${slug}"`;
        context.addIssue({ code: 'custom', path: ['phases', index, 'slug'], message });
      }
      for (const issue of exactConfigSchema.safeParse({ ...defaults, ...config }).error?.issues ?? []) {
        const path = ['phases', index, 'config', ...issue.path];
        context.addIssue({ code: 'custom', path, message: issue.message });
      }
    });
  })
  .meta({ id: 'CompetitionDocument' });
export type CompetitionDocument = z.infer<typeof competitionDocumentSchema>;

/** The whole configuration of one phase of a document. */
export function phaseConfigOf(
  { defaults }: Pick<CompetitionDocument, 'defaults'>,
  { config }: Pick<PhaseDocument, 'config'>,
): PhaseConfig {
  return phaseConfigSchema.parse({ ...defaults, ...config });
}
