import type { FrozenVersions, PhaseConfig } from '@npufarm/contracts';
import { sha256Of } from '../platform/canonical-json/sha256-of.js';

/** A picture pair as far as scores depend on it. */
export interface HashedPicture {
  readonly name: string;
  readonly hrSha256: string;
  readonly lrSha256: string;
}

/** Settings that decide no score; they may change while a phase is open. */
export const changeableSettings: ReadonlySet<string> = new Set<keyof PhaseConfig>([
  'quotas',
  'eventRetentionDays',
  'picturesPerJob',
  'late',
  'results',
  'baselines',
  'publicData',
  'factsheet',
  'keepSamples',
  'modelRetentionDays',
]);

/** Digest of everything in a phase that decides a score: its settings, its pictures, and the emulator's versions. */
export function configHash(
  config: PhaseConfig,
  pictures: readonly HashedPicture[],
  versions?: FrozenVersions,
): string {
  const scored = Object.fromEntries(Object.entries(config).filter(([key]) => !changeableSettings.has(key)));
  return sha256Of({ scored, pictures, versions }).toString('hex');
}
