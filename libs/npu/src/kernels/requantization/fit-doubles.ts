import { sumArithmetics, type AffineRescale, type SumForm } from './affine-rescale.js';
import { integersOutward } from './integers-outward.js';
import { fitStarts, middleOf, type Range, type RescaleFit } from './rescale-fit.js';

/** Rescalings in double precision that may be exact, the likeliest first; those that tell negative sums apart last. */
export function* fitDoubles(fit: RescaleFit, sumForm: SumForm): Generator<AffineRescale> {
  const { scale } = fit;
  const { all, above, below } = fitStarts(fit, scale);
  const codeOfZero = fit.channel.outputZeroPoint;
  const start = middleOf(above);
  const candidates: readonly AffineRescale[] = [
    { scale, start: middleOf(all), belowZero: 0, codeOfZero },
    { scale, start, belowZero: Math.min(0, middleOf(below) - start), codeOfZero },
  ];
  const { zero } = sumArithmetics[sumForm];
  for (const candidate of candidates) {
    yield withZero(candidate, zero);
    for (const affine of affinesNear(candidate, fit)) yield withZero(affine, zero);
  }
}

/** Takes the zero of sums back where they are rounded, by an integer: the nearest scale that makes one of it. */
function withZero(affine: AffineRescale, zero: number): AffineRescale {
  if (zero === 0) return affine;
  const zeroProduct = Math.round(zero * affine.scale);
  return { ...affine, scale: zeroProduct / zero, codeOfZero: affine.codeOfZero - zeroProduct };
}

/** Rescalings with starts next to that of another, the ones first that leave scales the most room. */
function affinesNear(affine: AffineRescale, fit: RescaleFit): readonly AffineRescale[] {
  return neighbours
    .map((shift) => {
      const moved = { ...affine, start: affine.start + shift };
      return { moved, scales: fitScale(moved, fit) };
    })
    .filter(({ scales }) => scales.least <= scales.most)
    .toSorted((a, b) => b.scales.most - b.scales.least - (a.scales.most - a.scales.least))
    .flatMap(({ moved, scales: { least, most } }) =>
      shares.map((share) => ({ ...moved, scale: least + (most - least) * share })),
    );
}

const neighbours = integersOutward(6);
/** Where scales are tried between the least and the most; their products are rounded differently. */
const shares = [0.5, 0.4, 0.6, 0.3, 0.7];

/** Scales with which every step falls between its threshold and the sum before; its own where nothing bounds them. */
function fitScale(affine: AffineRescale, { steps, factor }: RescaleFit): Range {
  const range = { least: 0, most: Infinity };
  for (const { threshold, border } of steps) {
    const start = affine.start + (border < 0 ? affine.belowZero : 0);
    const reached = border / (factor * threshold + start);
    const missed = border / (factor * (threshold - 1) + start);
    if (border > 0) {
      range.least = Math.max(range.least, reached);
      if (missed > 0) range.most = Math.min(range.most, missed);
    } else {
      if (reached > 0) range.most = Math.min(range.most, reached);
      range.least = Math.max(range.least, missed);
    }
  }
  return range.most === Infinity ? { least: affine.scale, most: affine.scale } : range;
}
