import { evaluateAffine, sumArithmetics, type AffineRescale, type SumForm } from './affine-rescale.js';
import { fitDoubles } from './fit-doubles.js';
import { fitSingles } from './fit-singles.js';
import type { RescaleFit } from './rescale-fit.js';

/**
 * A rescaling that is proven for every sum in reach; `undefined` when none is found.
 *
 * Both the norm and the fitted form never fall while the sum grows, so they agree everywhere when they agree on either
 * side of each step between two codes.
 */
export function proveAffine(fit: RescaleFit, sumForm: SumForm): AffineRescale | undefined {
  const candidates = sumForm === 'single' ? fitSingles(fit) : fitDoubles(fit, sumForm);
  for (const affine of candidates) {
    if (isExact(fit, affine, sumForm)) return affine;
  }
  return undefined;
}

function isExact(
  { channel: { reach }, factor, steps }: RescaleFit,
  affine: AffineRescale,
  sumForm: SumForm,
): boolean {
  const { scale, start, belowZero } = affine;
  const largest = reach * factor + Math.abs(start) - belowZero;
  if (!(largest < 2 ** 31 && largest * scale < sumArithmetics[sumForm].largestProduct)) return false;
  const codeOf = (sum: number): number => evaluateAffine(affine, sumForm, sum * factor + start);
  return steps.every(
    ({ code, threshold }) =>
      (threshold <= -reach || codeOf(threshold - 1) < code) &&
      (threshold > reach || codeOf(threshold) >= code),
  );
}
