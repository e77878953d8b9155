import { quantizeMultiplier } from '../../arithmetic/quantized-multiplier.js';
import type { Rounding } from '../../kernels/kernel.js';
import { differingBytes } from './differing-bytes.js';
import { programOf } from './program-of.js';
import { randomBytes, randomWords } from './random-bytes.js';

/** A convolution on random or extreme operands. */
export interface ConvolutionCase {
  readonly type: 'INT8' | 'UINT8';
  readonly batches: number;
  readonly height: number;
  readonly width: number;
  readonly depth: number;
  readonly groups: number;
  readonly outputsPerGroup: number;
  readonly kernelHeight: number;
  readonly kernelWidth: number;
  readonly stride: number;
  readonly dilation: number;
  readonly pads: boolean;
  readonly zeroPoint: number;
  readonly outputZeroPoint: number;
  readonly weightZeroPoint: number;
  readonly weights: 'random' | 'small' | 'least' | 'most';
  readonly codes: 'random' | 'least' | 'most';
  readonly scales: 'random' | 'powers of two' | 'above one';
  readonly bounded: boolean;
  /** Huge biases make sums wrap. */
  readonly biases: 'small' | 'huge';
  readonly rounding: Rounding;
  readonly threads: number;
  readonly seed: number;
}

/** An ordinary 3x3 convolution. */
export const plainConvolution: ConvolutionCase = {
  type: 'INT8',
  batches: 1,
  height: 9,
  width: 11,
  depth: 5,
  groups: 1,
  outputsPerGroup: 6,
  kernelHeight: 3,
  kernelWidth: 3,
  stride: 1,
  dilation: 1,
  pads: true,
  zeroPoint: -7,
  outputZeroPoint: 3,
  weightZeroPoint: 0,
  weights: 'random',
  codes: 'random',
  scales: 'random',
  bounded: false,
  biases: 'small',
  rounding: 'reference',
  threads: 1,
  seed: 1,
};

/** Counts the bytes in which the fast convolution differs from the scalar one. */
export function compareConvolution(data: ConvolutionCase) {
  const flip = data.type === 'UINT8' ? 128 : 0;
  const depth = data.depth;
  const outputs = data.outputsPerGroup * data.groups;
  const reach = (kernel: number): number => (kernel - 1) * data.dilation + 1;
  const size = (input: number, kernel: number): number =>
    data.pads ? Math.ceil(input / data.stride) : Math.floor((input - reach(kernel)) / data.stride) + 1;
  const height = Math.max(data.height, data.pads ? 1 : reach(data.kernelHeight));
  const width = Math.max(data.width, data.pads ? 1 : reach(data.kernelWidth));
  const outHeight = size(height, data.kernelHeight);
  const outWidth = size(width, data.kernelWidth);
  const pad = (input: number, output: number, kernel: number): number =>
    data.pads ? Math.max(0, (output - 1) * data.stride + reach(kernel) - input) >> 1 : 0;
  const next = randomWords(data.seed);
  const weightCount = outputs * data.kernelHeight * data.kernelWidth * depth;
  const weight = (): number => {
    if (data.weights === 'least') return -127;
    if (data.weights === 'most') return 127;
    return data.weights === 'small' ? (next() % 7) - 3 : (next() % 255) - 127;
  };
  const codes = Int8Array.from({ length: weightCount }, weight);
  const spread = data.weights === 'small' ? 400 : 12_000;
  const scale = (): number => {
    if (data.scales === 'powers of two') return 2 ** -(next() % 12);
    if (data.scales === 'above one') return 1 + (next() % 1000) / 300;
    return (0.5 + (next() % 4096) / 4096) / spread;
  };
  const multipliers = Array.from({ length: outputs }, () => quantizeMultiplier(scale()));
  const inputBytes = data.batches * height * width * depth * data.groups;
  const inputs = {
    random: () => randomBytes(inputBytes, data.seed + 1),
    least: () => new Uint8Array(inputBytes).fill(128 ^ flip),
    most: () => new Uint8Array(inputBytes).fill(127 ^ flip),
  }[data.codes]();
  const parameters = {
    weights: flip === 0 ? codes : Uint8Array.from(codes, (code) => code + 128),
    weightShape: [outputs, data.kernelHeight, data.kernelWidth, depth],
    bias: Int32Array.from({ length: outputs }, () =>
      data.biases === 'huge' ? next() | 0 : (next() % 60_000) - 30_000,
    ),
    groups: data.groups,
    strideHeight: data.stride,
    strideWidth: data.stride,
    dilationHeight: data.dilation,
    dilationWidth: data.dilation,
    padTop: pad(height, outHeight, data.kernelHeight),
    padLeft: pad(width, outWidth, data.kernelWidth),
    inputZeroPoint: data.zeroPoint + flip,
    weightZeroPoint: flip === 0 ? 0 : data.weightZeroPoint + flip,
    outputZeroPoint: data.outputZeroPoint + flip,
    multipliers: Int32Array.from(multipliers, ({ multiplier }) => multiplier),
    shifts: Int32Array.from(multipliers, ({ shift }) => shift),
    minimum: (data.bounded ? Math.max(-128, data.outputZeroPoint - 20) : -128) + flip,
    maximum: (data.bounded ? Math.min(127, data.outputZeroPoint + 33) : 127) + flip,
    roundsOnceWhenBuiltin: data.type === 'INT8' && data.groups === 1,
  };
  const program = programOf(
    [
      { type: data.type, shape: [data.batches, height, width, depth * data.groups] },
      { type: data.type, shape: [data.batches, outHeight, outWidth, outputs] },
    ],
    [{ kernel: 'convolution', parameters, inputs: [0], outputs: [1] }],
    [1],
  );
  return differingBytes(program, [inputs], data);
}
