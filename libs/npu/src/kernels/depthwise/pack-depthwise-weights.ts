/**
 * Weights of a depthwise convolution in the order in which the products read them: for every group of channels, for
 * every pair of taps, the channels' two weights side by side.
 *
 * `weights` is `[channels, taps]`.
 */
export function packDepthwiseWeights(
  weights: Int16Array,
  channels: number,
  taps: number,
  groupChannels: number,
): Int16Array {
  const pairs = Math.ceil(taps / 2);
  const groups = Math.ceil(channels / groupChannels);
  const packed = new Int16Array(groups * pairs * groupChannels * 2);
  for (let channel = 0; channel < channels; channel++) {
    const group = Math.floor(channel / groupChannels);
    for (let tap = 0; tap < taps; tap++) {
      const at = (group * pairs + (tap >> 1)) * groupChannels + (channel % groupChannels);
      packed[at * 2 + (tap & 1)] = weights[channel * taps + tap] as number;
    }
  }
  return packed;
}
