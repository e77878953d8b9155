import type { ArchitectureResidual } from './evaluate-architectures.js';
import { rounded } from './error-summary.js';

/** Mean absolute error in percent where every topology counts once; null without a residual. */
export function meanOverTopologies(residuals: readonly ArchitectureResidual[]): number | null {
  const byTopology = new Map<string, number[]>();
  for (const { topology, errorPercent } of residuals) {
    byTopology.set(topology, [...(byTopology.get(topology) ?? []), Math.abs(errorPercent)]);
  }
  if (byTopology.size === 0) return null;
  const means = [...byTopology.values()].map(
    (errors) => errors.reduce((sum, error) => sum + error, 0) / errors.length,
  );
  return rounded(means.reduce((sum, mean) => sum + mean, 0) / means.length);
}
