import { samplePictures, sampleScale } from '@npufarm/zoo';
import type { FarmTokens } from './farm-tokens.js';

/** The names of what every embedded farm starts with. */
export const seedNames = { competition: 'mai2021', phase: 'open', team: 'demo', agent: 'embedded' } as const;

/** The document behind NPUFARM_BOOTSTRAP: the challenge with one open phase without quota, and one team. */
export function seed(tokens: FarmTokens): object {
  return {
    operatorToken: tokens.operator,
    organizerToken: tokens.organizer,
    competition: {
      slug: seedNames.competition,
      title: 'Mobile AI 2021: quantized image super-resolution',
      phases: [{ slug: seedNames.phase, kind: 'development', config: { policy: 'mai2021' } }],
    },
    dataset: {
      slug: 'npufarm-samples',
      licenceText: 'The origin and licence of each picture are stated in libs/zoo/PROVENANCE.md.',
      scale: sampleScale,
      pictures: samplePictures(),
    },
    teams: [{ name: seedNames.team, token: tokens.team }],
  };
}
