import type { ConvolutionWeights } from './convolve.js';

/** Scale and zero point of an int8 tensor. */
export interface Int8Quantization {
  readonly scale: number;
  readonly zeroPoint: number;
}

/** The int8 quantisation whose codes span a range that includes 0. */
export function quantizationOf(low: number, high: number): Int8Quantization {
  const scale = Math.fround(Math.max(high - low, smallestRange) / 255);
  return { scale, zeroPoint: Math.max(-128, Math.min(127, Math.round(-128 - low / scale))) };
}

const smallestRange = 1e-6;

/** Weights as int8 with one symmetric scale per output, biases as int32 in the accumulator's scale. */
export function quantiseConvolution(
  { weights, bias, outputs }: ConvolutionWeights,
  inputScale: number,
): {
  readonly weights: Int8Array;
  readonly scales: readonly number[];
  readonly bias: Int32Array;
  readonly biasScales: readonly number[];
} {
  const perOutput = weights.length / outputs;
  const scales = Array.from({ length: outputs }, (_, output) => {
    const own = weights.subarray(output * perOutput, (output + 1) * perOutput);
    return Math.fround(Math.max(...own.map(Math.abs), smallestRange) / 127);
  });
  const biasScales = scales.map((scale) => Math.fround(scale * inputScale));
  return {
    weights: Int8Array.from(weights, (weight, index) =>
      Math.round(weight / (scales[Math.floor(index / perOutput)] as number)),
    ),
    scales,
    bias: Int32Array.from(bias, (value, output) => Math.round(value / (biasScales[output] as number))),
    biasScales,
  };
}
