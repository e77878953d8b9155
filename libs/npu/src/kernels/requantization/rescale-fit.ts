import type { ChannelRescale } from './channel-rescale.js';
import { findThreshold } from './find-threshold.js';

/** A channel whose rescaling is to be fitted to its steps. */
export interface RescaleFit {
  readonly channel: ChannelRescale;
  /** What sums arrive multiplied by; it leaves room for fractions in their start. */
  readonly factor: number;
  /** From sums with their factor to codes. */
  readonly scale: number;
  readonly steps: readonly Step[];
}

/** Where the code of a channel rises: the least sum of a code, and the real result that lies between it and the last. */
export interface Step {
  readonly code: number;
  readonly threshold: number;
  readonly border: number;
}

/** `factor` is what sums arrive multiplied by. */
export function fitRescale(channel: ChannelRescale, factor: number): RescaleFit {
  const { minimum, maximum, outputZeroPoint } = channel;
  const scale = (channel.multiplier * 2 ** (channel.shift - 31)) / factor;
  const steps = Array.from({ length: maximum - minimum }, (_, index): Step => {
    const code = minimum + 1 + index;
    return { code, threshold: findThreshold(channel, code), border: code - 0.5 - outputZeroPoint };
  });
  return { channel, factor, scale, steps };
}

export interface Range {
  readonly least: number;
  readonly most: number;
}

/** Ranges of starts: one for all steps, and one for those on either side of zero. */
export interface StartRanges {
  readonly all: Range;
  readonly above: Range;
  readonly below: Range;
}

/** Starts with which every step falls between its threshold and the sum before, as far as sums reach. */
export function fitStarts({ channel, factor, steps }: RescaleFit, scale: number): StartRanges {
  const above = { least: -Infinity, most: Infinity };
  const below = { least: -Infinity, most: Infinity };
  for (const { threshold, border } of steps) {
    const range = border > 0 ? above : below;
    const start = border / scale - factor * threshold;
    if (threshold <= channel.reach) range.least = Math.max(range.least, start);
    if (threshold > -channel.reach) range.most = Math.min(range.most, start + factor);
  }
  const all = { least: Math.max(above.least, below.least), most: Math.min(above.most, below.most) };
  return { all, above, below };
}

export function middleOf({ least, most }: Range): number {
  if (least === -Infinity) return most === Infinity ? 0 : Math.ceil(most) - 1;
  return Math.round(most === Infinity ? least + 1 : (least + most) / 2);
}
