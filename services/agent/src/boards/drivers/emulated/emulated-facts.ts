import { createHash } from 'node:crypto';
import type { BoardVersions } from '@npufarm/contracts';
import type { BoardFacts } from '../../board-facts.js';
import type { EmulatedConfig } from './emulated.config.js';

/** The fingerprint of an emulated VS680: its versions decide its numbers, the host's speed does not. */
export function emulatedFacts(
  config: EmulatedConfig,
  versions: BoardVersions,
  hasMemoryLimit: boolean,
): BoardFacts {
  const measured = { driver: config.driver, soc: 'vs680', ...versions };
  return {
    name: config.name,
    driver: config.driver,
    fidelity: 'emulated',
    capabilities: {
      soc: 'vs680',
      compiler: versions.compiler,
      timing_model: versions.timingModel,
      numerics: versions.numerics,
      memory_limit: hasMemoryLimit ? 'rlimit-data' : 'none',
    },
    environmentHash: createHash('sha256').update(JSON.stringify(measured)).digest('hex'),
    shared: false,
  };
}
