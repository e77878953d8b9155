import { createHash } from 'node:crypto';
import type { BoardFacts } from '../../board-facts.js';
import type { FakeConfig } from './fake.config.js';

/** The fingerprint of a fake board. */
export function fakeFacts({ name, driver, runtimeUs, scale, seed, shared }: FakeConfig): BoardFacts {
  const measured = JSON.stringify({ driver, runtimeUs, scale, seed });
  return {
    name,
    driver,
    fidelity: 'fake',
    capabilities: { soc: 'fake' },
    environmentHash: createHash('sha256').update(measured).digest('hex'),
    shared,
  };
}
