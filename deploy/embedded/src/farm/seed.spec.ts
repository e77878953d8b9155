import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { phaseConfigSchema, slugSchema } from '@npufarm/contracts';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { repositoryRoot } from '../repository-root.js';
import { sampleModelPath } from './sample-model-path.js';
import { seed } from './seed.js';

const schema = z.object({
  competition: z.object({
    slug: slugSchema,
    phases: z.tuple([z.object({ slug: slugSchema, config: phaseConfigSchema })]),
  }),
  dataset: z.object({ slug: slugSchema, pictures: z.array(z.object({ hrPath: z.string() })) }),
});

describe('seed', () => {
  const seeded = schema.parse(seed({ operator: 'nf_a', organizer: 'nf_b', team: 'nf_c' }));

  it('opens one phase without quota under the policy of the challenge', () => {
    const [{ config }] = seeded.competition.phases;

    expect(config.policy).toBe('mai2021');
    expect(config.quotas).toEqual({});
  });

  it('names files that come with the checkout', () => {
    const files = [
      join(repositoryRoot, sampleModelPath()),
      ...seeded.dataset.pictures.map(({ hrPath }) => hrPath),
    ];

    expect(files.length).toBeGreaterThan(2);
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });
});
