import { rescaleExactly, type ChannelRescale } from './channel-rescale.js';

/**
 * The least sum in reach whose code is at least `code`; `reach + 1` when there is none.
 *
 * The code never falls while the sum grows, so a guess from the real scale is followed by a bisection.
 */
export function findThreshold(channel: ChannelRescale, code: number): number {
  const { reach } = channel;
  const scale = channel.multiplier * 2 ** (channel.shift - 31);
  const guess = Math.round((code - 0.5 - channel.outputZeroPoint) / scale - channel.bias);
  const reaches = (sum: number): boolean => rescaleExactly(channel, sum) >= code;
  let low = bounded(guess - 2, reach);
  let high = bounded(guess + 2, reach);
  for (let step = 4; low > -reach && reaches(low); step *= 2) low = bounded(low - step, reach);
  for (let step = 4; high < reach && !reaches(high); step *= 2) high = bounded(high + step, reach);
  if (reaches(low)) return low;
  if (!reaches(high)) return reach + 1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (reaches(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function bounded(sum: number, reach: number): number {
  return Number.isNaN(sum) ? 0 : Math.max(-reach, Math.min(reach, sum));
}
