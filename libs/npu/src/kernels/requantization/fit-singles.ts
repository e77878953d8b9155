import type { AffineRescale } from './affine-rescale.js';
import { integersOutward } from './integers-outward.js';
import { fitStarts, middleOf, type Range, type RescaleFit } from './rescale-fit.js';

/**
 * Rescalings in single precision that may be exact, the likeliest first; those that tell negative sums apart last.
 *
 * Products are rounded to some thousandths of the distance between two sums, so that with most constants one step or
 * another misses its threshold. Which step does depends on all of them: on the start, on the last bit of the scale, and
 * on the result that a sum of 0 stands for, best the middle of the codes, where products are smallest.
 */
export function* fitSingles(fit: RescaleFit): Generator<AffineRescale> {
  const { outputZeroPoint, minimum, maximum } = fit.channel;
  const middle = Math.round((minimum + maximum) / 2) - outputZeroPoint;
  const fitted = singlesNear(fit.scale).map((scale) => ({ scale, ...fitStarts(fit, scale) }));
  for (const shift of centreShifts) {
    const centre = middle + shift;
    for (const { scale, all } of fitted) {
      const down = centre / scale;
      for (const start of startsNear({ least: all.least - down, most: all.most - down })) {
        yield { scale, start, belowZero: 0, codeOfZero: outputZeroPoint + centre };
      }
    }
  }
  for (const { scale, above, below } of fitted) {
    for (const start of startsNear(above)) {
      for (const startBelow of startsNear(below)) {
        const belowZero = Math.min(0, startBelow - start);
        yield { scale, start, belowZero, codeOfZero: outputZeroPoint };
      }
    }
  }
}

const centreShifts = integersOutward(32);
const startShifts = integersOutward(2);
const ulps = [0, 1, -1];

function singlesNear(scale: number): readonly number[] {
  const single = Math.fround(scale);
  const ulp = 2 ** (Math.floor(Math.log2(single)) - 23);
  return ulps.map((count) => single + count * ulp);
}

/** Starts in the middle of a range and next to it; none where steps leave no start, however they are rounded. */
function startsNear(range: Range): readonly number[] {
  const isEmpty = range.least - range.most > startShifts.length;
  return isEmpty ? [] : startShifts.map((shift) => middleOf(range) + shift);
}
