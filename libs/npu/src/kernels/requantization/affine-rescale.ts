import type { ChannelRescale } from './channel-rescale.js';
import { findThreshold } from './find-threshold.js';

/** A channel's rescaling in double precision. */
export interface AffineRescale {
  readonly scale: number;
  readonly offset: number;
  /** Added to results of zero and more, taken from those below; 0 where ties need no sign. */
  readonly awayFromZero: number;
}

/** Added to a double, leaves its nearest integer in the low 32 bits. */
export const roundingMagic = 1.5 * 2 ** 52;

const int32 = new Int32Array(2);
const float64 = new Float64Array(int32.buffer);

/** What the vector code computes, step by step in the same precision; `factor` is what the sum arrives multiplied by. */
export function evaluateAffine(
  { scale, offset, awayFromZero }: AffineRescale,
  signed: boolean,
  zeroPoint: number,
  sum: number,
): number {
  let value = sum * scale + offset;
  if (signed) value += value < 0 || Object.is(value, -0) ? -awayFromZero : awayFromZero;
  float64[0] = value + (signed ? roundingMagic + zeroPoint : roundingMagic);
  return int32[0] as number;
}

/**
 * The rescaling as one multiplication and one addition without regard to sign, proven for every sum in reach;
 * `undefined` when no such form was found.
 *
 * Both the norm and the double form never fall while the sum grows, so they agree everywhere when they agree on
 * either side of each step between two codes. `factor` is what the sum arrives multiplied by.
 */
export function proveUnsigned(channel: ChannelRescale, factor: number): AffineRescale | undefined {
  const scale = realScale(channel);
  const right = Math.max(0, -channel.shift);
  const nudges =
    channel.rounding === 'builtin'
      ? [0, 2 ** -(32 + right), 2 ** -44]
      : [2 ** -(right + 1), 0, 2 ** -(32 + right), 2 ** -44];
  const candidates = nudges.map((nudge) => ({
    scale: scale / factor,
    offset: channel.bias * scale + nudge + channel.outputZeroPoint,
    awayFromZero: 0,
  }));
  return candidates.find((candidate) => isProven(channel, candidate, false, factor));
}

/** The same with ties away from zero. */
export function proveSigned(channel: ChannelRescale, factor: number): AffineRescale | undefined {
  const scale = realScale(channel);
  const right = Math.max(0, -channel.shift);
  const nudges =
    channel.rounding === 'builtin' ? [0, 2 ** -(32 + right)] : [2 ** -(right + 1), 0, 2 ** -(32 + right)];
  const candidates = nudges.map((awayFromZero) => ({
    scale: scale / factor,
    offset: channel.bias * scale,
    awayFromZero,
  }));
  return candidates.find((candidate) => isProven(channel, candidate, true, factor));
}

function isProven(channel: ChannelRescale, affine: AffineRescale, signed: boolean, factor: number): boolean {
  const { reach, minimum, maximum, outputZeroPoint } = channel;
  const largest = (Math.abs(affine.scale) * reach * factor + Math.abs(affine.offset)) * 2;
  if (!(largest < 2 ** 30)) return false;
  const evaluate = (sum: number): number => evaluateAffine(affine, signed, outputZeroPoint, sum * factor);
  for (let code = minimum + 1; code <= maximum; code++) {
    const threshold = findThreshold(channel, code);
    if (threshold > -reach && evaluate(threshold - 1) >= code) return false;
    if (threshold <= reach && evaluate(threshold) < code) return false;
  }
  return true;
}

function realScale(channel: ChannelRescale): number {
  return channel.multiplier * 2 ** (channel.shift - 31);
}
