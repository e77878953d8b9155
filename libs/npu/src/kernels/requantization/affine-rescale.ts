import type { ChannelRescale } from './channel-rescale.js';
import { findThreshold } from './find-threshold.js';

/**
 * How the integers of sums become doubles: by a conversion, or faster by joining the high word of 2^52, which makes them
 * unsigned, so that they carry 2^31, and leaves fewer bits for the product.
 */
export type SumForm = 'joined' | 'converted';

/**
 * A channel's rescaling as one multiplication in double precision.
 *
 * Bias and rounding lie in the integer that sums start from; zero points in the constant that rounds.
 */
export interface AffineRescale {
  readonly scale: number;
  /** What sums start from. */
  readonly start: number;
  /** Added to negative sums, 0 or less: the norm rounds ties away from zero. */
  readonly belowZero: number;
  /** What a sum of 0 is as a double. */
  readonly zero: number;
}

/** Added to a double, leaves its nearest integer in the low 32 bits. */
export const roundingMagic = 1.5 * 2 ** 52;

const zeroOf: Readonly<Record<SumForm, number>> = { joined: 2 ** 52 + 2 ** 31, converted: 0 };

const int32 = new Int32Array(2);
const float64 = new Float64Array(int32.buffer);

/** What the vector code adds to a product: rounds it, takes the zero of sums back and adds that of codes. */
export function magicOf({ zero, scale }: AffineRescale, zeroPoint: number): number {
  return roundingMagic + zeroPoint - Math.round(zero * scale);
}

/** What the vector code computes from a sum that includes its start, step by step in the same precision. */
export function evaluateAffine(affine: AffineRescale, zeroPoint: number, sum: number): number {
  const double = affine.zero + sum + (sum < 0 ? affine.belowZero : 0);
  float64[0] = double * affine.scale + magicOf(affine, zeroPoint);
  return int32[0] as number;
}

/**
 * Fits a rescaling and proves it for every sum in reach; `undefined` when none is exact.
 *
 * `factor` is what sums arrive multiplied by; it leaves room for fractions in `start`. Both the norm and the double
 * form never fall while the sum grows, so they agree everywhere when they agree on either side of each step between
 * two codes.
 */
export function proveAffine(
  channel: ChannelRescale,
  factor: number,
  sumForm: SumForm,
): AffineRescale | undefined {
  const scale = (channel.multiplier * 2 ** (channel.shift - 31)) / factor;
  const steps = stepsOf(channel);
  const { reach } = channel;
  const above = fitStart(
    steps.filter(({ border }) => border > 0),
    { scale, factor, reach },
  );
  const below = fitStart(
    steps.filter(({ border }) => border < 0),
    { scale, factor, reach },
  );
  const start = middleOf({
    least: Math.max(above.least, below.least),
    most: Math.min(above.most, below.most),
  });
  const startAbove = middleOf(above);
  const zero = zeroOf[sumForm];
  const candidates: readonly AffineRescale[] = [
    { scale, start, belowZero: 0, zero },
    { scale, start: startAbove, belowZero: Math.min(0, middleOf(below) - startAbove), zero },
  ];
  for (const candidate of candidates) {
    for (const affine of [candidate, ...affinesNear(candidate, steps, factor)]) {
      const fitted = { ...affine, scale: scaleOfWholeZero(affine) };
      if (isExact(channel, steps, fitted, factor)) return fitted;
    }
  }
  return undefined;
}

/** The nearest scale that makes an integer of the zero of sums, which is what the constant that rounds can hold. */
function scaleOfWholeZero({ zero, scale }: AffineRescale): number {
  return zero === 0 ? scale : Math.round(zero * scale) / zero;
}

/** Rescalings with starts next to that of another, the ones first that leave scales the most room. */
function affinesNear(
  affine: AffineRescale,
  steps: readonly Step[],
  factor: number,
): readonly AffineRescale[] {
  return neighbours
    .map((shift) => {
      const moved = { ...affine, start: affine.start + shift };
      return { moved, scales: fitScale(moved, steps, factor) };
    })
    .filter(({ scales }) => scales.least <= scales.most)
    .toSorted((a, b) => b.scales.most - b.scales.least - (a.scales.most - a.scales.least))
    .flatMap(({ moved, scales: { least, most } }) =>
      shares.map((share) => ({ ...moved, scale: least + (most - least) * share })),
    );
}

const neighbours = [0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6];
/** Where scales are tried between the least and the most; their products are rounded differently. */
const shares = [0.5, 0.4, 0.6, 0.3, 0.7];

/** Where the code of a channel rises: the least sum of a code, and the real result that lies between it and the last. */
interface Step {
  readonly code: number;
  readonly threshold: number;
  readonly border: number;
}

function stepsOf(channel: ChannelRescale): readonly Step[] {
  const { minimum, maximum, outputZeroPoint } = channel;
  return Array.from({ length: maximum - minimum }, (_, index): Step => {
    const code = minimum + 1 + index;
    return { code, threshold: findThreshold(channel, code), border: code - 0.5 - outputZeroPoint };
  });
}

interface Range {
  readonly least: number;
  readonly most: number;
}

/** Starts with which every step falls between its threshold and the sum before, as far as sums reach. */
function fitStart(
  steps: readonly Step[],
  { scale, factor, reach }: { readonly scale: number; readonly factor: number; readonly reach: number },
): Range {
  const range = { least: -Infinity, most: Infinity };
  for (const { threshold, border } of steps) {
    const start = border / scale - factor * threshold;
    if (threshold <= reach) range.least = Math.max(range.least, start);
    if (threshold > -reach) range.most = Math.min(range.most, start + factor);
  }
  return range;
}

/** Scales with which every step falls between its threshold and the sum before; its own where nothing bounds them. */
function fitScale(affine: AffineRescale, steps: readonly Step[], factor: number): Range {
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

function middleOf({ least, most }: Range): number {
  if (least === -Infinity) return most === Infinity ? 0 : Math.ceil(most) - 1;
  return Math.round(most === Infinity ? least + 1 : (least + most) / 2);
}

function isExact(
  { reach, outputZeroPoint }: ChannelRescale,
  steps: readonly Step[],
  affine: AffineRescale,
  factor: number,
): boolean {
  const { scale, start, belowZero } = affine;
  const largest = reach * factor + Math.abs(start) - belowZero;
  if (!(largest < 2 ** 31 && largest * scale < 2 ** 30)) return false;
  const codeOf = (sum: number): number => evaluateAffine(affine, outputZeroPoint, sum * factor + start);
  return steps.every(
    ({ code, threshold }) =>
      (threshold <= -reach || codeOf(threshold - 1) < code) &&
      (threshold > reach || codeOf(threshold) >= code),
  );
}
