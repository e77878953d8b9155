import type { AffineRescale } from './affine-rescale.js';
import { integersOutward } from './integers-outward.js';
import { fitStarts, middleOf, type Range, type RescaleFit } from './rescale-fit.js';

/**
 * Rescalings in single precision that may be exact, the likeliest first; those that tell negative sums apart last.
 *
 * Products are rounded to some thousandths of the distance between two sums, so that with most constants one step or
 * another misses its threshold. Which step does depends on all of them: on the start, on the last bits of the scale, and
 * on the result that a sum of 0 stands for, best the middle of the codes, where products are smallest.
 */
export function* fitSingles(fit: RescaleFit): Generator<AffineRescale> {
  const { outputZeroPoint, minimum, maximum } = fit.channel;
  const middle = Math.round((minimum + maximum) / 2) - outputZeroPoint;
  const fitted = singlesNear(fit.scale).map((scale) => ({ scale, ...fitStarts(fit, scale) }));
  const unsigned = widest(fitted, ({ all }) => roomIn(all));
  for (const shift of centreShifts) {
    const centre = middle + shift;
    for (const { scale, all } of unsigned) {
      for (const start of startsNear(all, scale)) {
        const moved = start - Math.round(centre / scale);
        yield { scale, start: moved, belowZero: 0, codeOfZero: outputZeroPoint + centre };
      }
    }
  }
  for (const { scale, above, below } of widest(fitted, (at) =>
    Math.min(roomIn(at.above), roomIn(at.below)),
  )) {
    for (const start of startsNear(above, scale)) {
      for (const startBelow of startsNear(below, scale)) {
        const belowZero = Math.min(0, startBelow - start);
        yield { scale, start, belowZero, codeOfZero: outputZeroPoint };
      }
    }
  }
}

const centreShifts = integersOutward(32);
const startShifts = integersOutward(2);
const ulps = integersOutward(8);
const mostScales = 3;
/** Two steps miss each other by less: the errors of a sum, a scale and a product as large as the codes, on either side. */
const mostRoundedAway = 2 ** -15;

function singlesNear(scale: number): readonly number[] {
  const single = Math.fround(scale);
  const ulp = 2 ** (Math.floor(Math.log2(single)) - 23);
  return ulps.map((count) => single + count * ulp);
}

/** The scales that leave starts the most room. */
function widest<Fitted>(fitted: readonly Fitted[], roomOf: (fitted: Fitted) => number): readonly Fitted[] {
  return fitted.toSorted((a, b) => roomOf(b) - roomOf(a)).slice(0, mostScales);
}

/** Sums that lie in a range, finite where nothing bounds it. */
function roomIn({ least, most }: Range): number {
  return Math.min(most - least, Number.MAX_SAFE_INTEGER);
}

/** Starts in the middle of a range and next to it; none where steps leave no start, however products are rounded. */
function startsNear(range: Range, scale: number): readonly number[] {
  const isEmpty = (range.least - range.most) * scale > mostRoundedAway;
  return isEmpty ? [] : startShifts.map((shift) => middleOf(range) + shift);
}
