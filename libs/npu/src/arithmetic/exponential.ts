import { saturatingRoundingDoublingHighMul as multiply } from './fixed-point.js';
import { saturatingMultiplyByPowerOfTwo } from './reciprocal.js';

const fractionalBits = 26;
/** exp(-1/8) and 1/3 with 31 fractional bits. */
const expOfMinusEighth = 1_895_147_668;
const third = 715_827_883;
/** exp(-2^k) for k = -2 … 4, with 31 fractional bits. */
const powers = [1_672_461_947, 1_302_514_674, 790_015_084, 290_630_308, 39_332_535, 720_401, 242];

/**
 * `exp(a)` for `a <= 0` with 5 integer bits (raw × 2^-26), as raw × 2^-31.
 *
 * A polynomial around -1/8 for the part inside a quarter, then one multiplication per bit of the rest.
 * Source: gemmlowp `exp_on_negative_values`, fixedpoint/fixedpoint.h.
 */
export function expOnNegative(a: number): number {
  if (a === 0) return 0x7fffffff;
  const quarter = 2 ** (fractionalBits - 2);
  const insideQuarter = (a & (quarter - 1)) - quarter;
  const remainder = insideQuarter - a;
  return powers.reduce(
    (result, power, index) => {
      const bit = 1 << (fractionalBits - 2 + index);
      return (remainder & bit) === 0 ? result : multiply(result, power);
    },
    expInsideQuarter(saturatingMultiplyByPowerOfTwo(insideQuarter, 5)),
  );
}

/** `exp(a)` for `a` in [-1/4, 0), both with 31 fractional bits. */
function expInsideQuarter(a: number): number {
  const x = a + 2 ** 28;
  const x2 = multiply(x, x);
  const x3 = multiply(x2, x);
  const x4 = multiply(x2, x2);
  const cubicAndQuartic = multiply(saturatingMultiplyByPowerOfTwo(x4, -2) + x3, third);
  const polynomial = saturatingMultiplyByPowerOfTwo(cubicAndQuartic + x2, -1);
  return expOfMinusEighth + multiply(expOfMinusEighth, x + polynomial);
}
