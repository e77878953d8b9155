import { multiplyByQuantizedMultiplier, multiplyRoundingOnce } from '../../arithmetic/fixed-point.js';
import type { Rounding } from '../kernel.js';

/**
 * How one channel's accumulator becomes a code: `rescale(bias + sum) + zero point`, clamped.
 *
 * `sum` is what the products of stored codes add up to; `bias` holds the channel's bias and the share of the
 * input's zero point.
 */
export interface ChannelRescale {
  readonly bias: number;
  readonly multiplier: number;
  readonly shift: number;
  readonly outputZeroPoint: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly rounding: Rounding;
  /** No sum lies outside ±`reach`. */
  readonly reach: number;
}

/** The code before it is clamped, for a sum that wraps as an int32: the norm that every epilogue is proven against. */
export function rescaleExactly(channel: ChannelRescale, sum: number): number {
  const rescale = channel.rounding === 'builtin' ? multiplyRoundingOnce : multiplyByQuantizedMultiplier;
  return rescale((sum + channel.bias) | 0, channel.multiplier, channel.shift) + channel.outputZeroPoint;
}

/** Whether `bias + sum`, shifted left where the scale asks for it, stays an int32 for every sum in reach. */
export function staysInt32(channel: ChannelRescale): boolean {
  const limit = 2 ** (31 - Math.max(0, channel.shift));
  return Math.abs(channel.bias) + channel.reach < limit;
}
