import type { PhaseConfig } from '@npufarm/contracts';
import { sha256Of } from '../platform/canonical-json/sha256-of.js';

/** A picture pair as far as scores depend on it. */
export interface HashedPicture {
  readonly name: string;
  readonly hrSha256: string;
  readonly lrSha256: string;
}

/**
 * Digest of everything in a phase that decides a score. Quotas and retention decide none, so changing them does not
 * change it.
 */
export function configHash(
  { quotas: _quotas, eventRetentionDays: _days, picturesPerJob: _pictures, ...scored }: PhaseConfig,
  pictures: readonly HashedPicture[],
): string {
  return sha256Of({ scored, pictures }).toString('hex');
}
