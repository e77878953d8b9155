import { type Values, valueAt } from './values.js';

/** Weights of a convolution, `[outputs, kernel, kernel, inputs]`, with one bias per output. */
export interface ConvolutionWeights {
  readonly kernel: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

/** Convolves with SAME padding and stride 1. */
export function convolve(values: Values, convolution: ConvolutionWeights, rectify: boolean): Values {
  const { kernel, inputs, outputs, weights, bias } = convolution;
  const { height, width } = values;
  const taps = new Float32Array(kernel * kernel * inputs);
  const data = new Float32Array(height * width * outputs);
  for (let place = 0; place < height * width; place++) {
    gatherTaps(values, Math.floor(place / width), place % width, kernel, taps);
    for (let output = 0; output < outputs; output++) {
      let sum = bias[output] as number;
      const start = output * taps.length;
      for (let tap = 0; tap < taps.length; tap++) {
        sum += (weights[start + tap] as number) * (taps[tap] as number);
      }
      data[place * outputs + output] = rectify ? Math.max(0, sum) : sum;
    }
  }
  return { height, width, channels: outputs, data };
}

function gatherTaps(values: Values, row: number, column: number, kernel: number, taps: Float32Array): void {
  const before = Math.floor((kernel - 1) / 2);
  let position = 0;
  for (let y = 0; y < kernel; y++) {
    for (let x = 0; x < kernel; x++) {
      for (let channel = 0; channel < values.channels; channel++) {
        taps[position++] = valueAt(values, row + y - before, column + x - before, channel);
      }
    }
  }
}
