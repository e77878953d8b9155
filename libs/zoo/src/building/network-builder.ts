import type { OperatorOptions, OperatorSpec, TensorSpec } from '@npufarm/tflite';
import { writeModel } from '@npufarm/tflite';
import { randomStream } from '../pictures/random-stream.js';
import { calibrationPatch } from './calibration-patch.js';
import { convolve, type ConvolutionWeights } from './convolve.js';
import { initialiseWeights } from './initialise-weights.js';
import { type Int8Quantization, quantizationOf, quantiseConvolution } from './quantise.js';
import { combine, concatenate, depthToSpace, repeatPlaces, spaceToDepth, takeChannels } from './rearrange.js';
import { rangeOf, type Values } from './values.js';

/** A tensor of a network under construction. */
export interface Feature {
  readonly id: number;
  readonly channels: number;
}

interface Node {
  readonly height: number;
  readonly width: number;
  readonly values: Values;
  /** Another tensor whose quantisation it shares. */
  sharedWith: number | undefined;
  fixed: Int8Quantization | undefined;
}

interface Step {
  readonly builtin: OperatorSpec['builtin'];
  readonly version: number;
  readonly options: OperatorOptions;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly constants?: ConvolutionWeights | readonly number[];
}

const sourceHeight = 360;
const sourceWidth = 640;
const pixelCodes: Int8Quantization = { scale: 1, zeroPoint: -128 };

/**
 * Builds a fully integer super-resolution network operator by operator, and writes it as `.tflite`.
 *
 * uint8 pixels in and out, int8 activations, weights per output channel. Every operator is computed in floats over a
 * small patch as well, which gives the ranges of the activations. The same calls and seed give the same bytes.
 */
export class NetworkBuilder {
  readonly #nodes: Node[] = [];
  readonly #steps: Step[] = [];
  readonly #random;

  constructor(seed: number) {
    this.#random = randomStream(seed);
  }

  input(): Feature {
    return this.#tensor(sourceHeight, sourceWidth, calibrationPatch(), { fixed: pixelCodes });
  }

  convolution(
    x: Feature,
    outputs: number,
    { kernel = 3, relu = false, weights }: { kernel?: number; relu?: boolean; weights?: Float32Array } = {},
  ): Feature {
    const node = this.#node(x);
    const shape = { kernel, inputs: x.channels, outputs };
    const drawn = initialiseWeights(this.#random, shape);
    const constants = weights === undefined ? drawn : { ...drawn, weights };
    const result = this.#tensor(node.height, node.width, convolve(node.values, constants, relu));
    this.#steps.push({
      builtin: 'CONV_2D',
      version: 3,
      options: { padding: 'SAME', strideW: 1, strideH: 1, fusedActivation: relu ? 'RELU' : 'NONE' },
      inputs: [x.id],
      outputs: [result.id],
      constants,
    });
    return result;
  }

  concatenation(operands: readonly Feature[]): Feature {
    const [first] = operands;
    if (first === undefined) throw new TypeError('a concatenation joins at least one tensor');
    const { height, width } = this.#node(first);
    const values = concatenate(operands.map((x) => this.#node(x).values));
    const result = this.#tensor(height, width, values);
    for (const operand of operands) this.#share(operand, result);
    this.#emit('CONCATENATION', 2, { axis: 3, fusedActivation: 'NONE' }, operands, [result]);
    return result;
  }

  split(x: Feature, parts: number): readonly Feature[] {
    const { height, width, values } = this.#node(x);
    const count = x.channels / parts;
    const results = Array.from({ length: parts }, (_, part) => {
      const result = this.#tensor(height, width, takeChannels(values, part * count, count));
      this.#share(x, result);
      return result;
    });
    this.#steps.push({
      builtin: 'SPLIT',
      version: 2,
      options: { numSplits: parts },
      inputs: [x.id],
      outputs: results.map(({ id }) => id),
      constants: [3],
    });
    return results;
  }

  add(a: Feature, b: Feature, { relu = false } = {}): Feature {
    const sum = (left: number, right: number): number => (relu ? Math.max(0, left + right) : left + right);
    return this.#joined('ADD', 2, { fusedActivation: relu ? 'RELU' : 'NONE' }, a, b, sum);
  }

  multiply(a: Feature, b: Feature): Feature {
    return this.#joined('MUL', 2, { fusedActivation: 'NONE' }, a, b, (left, right) => left * right);
  }

  sigmoid(x: Feature): Feature {
    const { height, width, values } = this.#node(x);
    const data = values.data.map((value) => 1 / (1 + Math.exp(-value)));
    // TensorFlow Lite fixes the quantisation of LOGISTIC to cover 0 to 1.
    const fixed = { scale: 1 / 256, zeroPoint: -128 };
    const result = this.#tensor(height, width, { ...values, data }, { fixed });
    this.#emit('LOGISTIC', 2, {}, [x], [result]);
    return result;
  }

  leakyRelu(x: Feature, alpha: number): Feature {
    const { height, width, values } = this.#node(x);
    const data = values.data.map((value) => (value < 0 ? alpha * value : value));
    const result = this.#tensor(height, width, { ...values, data });
    this.#emit('LEAKY_RELU', 2, { alpha }, [x], [result]);
    return result;
  }

  depthToSpace(x: Feature, block: number): Feature {
    const { height, width, values } = this.#node(x);
    const result = this.#tensor(height * block, width * block, depthToSpace(values, block));
    this.#share(x, result);
    this.#emit('DEPTH_TO_SPACE', 2, { blockSize: block }, [x], [result]);
    return result;
  }

  spaceToDepth(x: Feature, block: number): Feature {
    const { height, width, values } = this.#node(x);
    const result = this.#tensor(height / block, width / block, spaceToDepth(values, block));
    this.#share(x, result);
    this.#emit('SPACE_TO_DEPTH', 2, { blockSize: block }, [x], [result]);
    return result;
  }

  resizeNearest(x: Feature, factor: number): Feature {
    const { height, width, values } = this.#node(x);
    const result = this.#tensor(height * factor, width * factor, repeatPlaces(values, factor));
    this.#share(x, result);
    this.#steps.push({
      builtin: 'RESIZE_NEAREST_NEIGHBOR',
      version: 2,
      options: { alignCorners: false, halfPixelCenters: false },
      inputs: [x.id],
      outputs: [result.id],
      constants: [height * factor, width * factor],
    });
    return result;
  }

  /** Clips to pixels and writes the model, with its last tensor as output. */
  finish(x: Feature, description: string): Uint8Array {
    return writeModel(this.#assemble(x, description));
  }

  #joined(
    builtin: 'ADD' | 'MUL',
    version: number,
    options: OperatorOptions,
    a: Feature,
    b: Feature,
    join: (left: number, right: number) => number,
  ): Feature {
    const { height, width, values } = this.#node(a);
    const result = this.#tensor(height, width, combine(values, this.#node(b).values, join));
    this.#emit(builtin, version, options, [a, b], [result]);
    return result;
  }

  #emit(
    builtin: Step['builtin'],
    version: number,
    options: OperatorOptions,
    inputs: readonly Feature[],
    outputs: readonly Feature[],
  ): void {
    this.#steps.push({
      builtin,
      version,
      options,
      inputs: inputs.map(({ id }) => id),
      outputs: outputs.map(({ id }) => id),
    });
  }

  #tensor(
    height: number,
    width: number,
    values: Values,
    { fixed }: { readonly fixed?: Int8Quantization } = {},
  ): Feature {
    const id = this.#nodes.push({ height, width, values, fixed, sharedWith: undefined }) - 1;
    return { id, channels: values.channels };
  }

  #node({ id }: Feature): Node {
    return this.#nodes[id] as Node;
  }

  /** Movers of bytes keep codes, so that both sides carry one quantisation. */
  #share(a: Feature, b: Feature): void {
    const [from, to] = [this.#rootOf(a.id), this.#rootOf(b.id)];
    if (from !== to) (this.#nodes[to] as Node).sharedWith = from;
  }

  #rootOf(id: number): number {
    const { sharedWith } = this.#nodes[id] as Node;
    return sharedWith === undefined ? id : this.#rootOf(sharedWith);
  }

  #quantizations(): readonly Int8Quantization[] {
    const roots = this.#nodes.map((_, id) => this.#rootOf(id));
    return roots.map((root) => {
      const members = this.#nodes.filter((_, id) => roots[id] === root);
      const fixed = members.find((member) => member.fixed !== undefined)?.fixed;
      if (fixed !== undefined) return fixed;
      const ranges = members.map(({ values }) => rangeOf(values));
      return quantizationOf(
        Math.min(...ranges.map(({ low }) => low)),
        Math.max(...ranges.map(({ high }) => high)),
      );
    });
  }

  #assemble(last: Feature, description: string): Parameters<typeof writeModel>[0] {
    const quantizations = this.#quantizations();
    const tensors: TensorSpec[] = this.#nodes.map(({ height, width, values }, id) =>
      int8Tensor(`feature ${id}`, [1, height, width, values.channels], quantizations[id] as Int8Quantization),
    );
    const push = (tensor: TensorSpec): number => tensors.push(tensor) - 1;
    const operators = this.#steps.map((step): OperatorSpec => {
      const { builtin, version, options, inputs, outputs, constants } = step;
      if (constants === undefined) return { builtin, version, options, inputs, outputs };
      if (!('weights' in constants)) {
        const isScalar = builtin === 'SPLIT';
        const integers = push({
          name: `${builtin} ${outputs[0] ?? 0}`,
          type: 'INT32',
          shape: isScalar ? [] : [constants.length],
          data: Int32Array.from(constants),
        });
        return {
          builtin,
          version,
          options,
          inputs: isScalar ? [integers, ...inputs] : [...inputs, integers],
          outputs,
        };
      }
      const input = quantizations[inputs[0] as number] as Int8Quantization;
      const quantised = quantiseConvolution(constants, input.scale);
      const { kernel, inputs: depth, outputs: width } = constants;
      const zeros = quantised.scales.map(() => 0);
      const filter = push({
        name: `filter ${outputs[0] ?? 0}`,
        type: 'INT8',
        shape: [width, kernel, kernel, depth],
        data: quantised.weights,
        quantization: { scale: quantised.scales, zeroPoint: zeros, quantizedDimension: 0 },
      });
      const bias = push({
        name: `bias ${outputs[0] ?? 0}`,
        type: 'INT32',
        shape: [width],
        data: quantised.bias,
        quantization: { scale: quantised.biasScales, zeroPoint: zeros, quantizedDimension: 0 },
      });
      return { builtin, version, options, inputs: [...inputs, filter, bias], outputs };
    });
    return finishSubgraph(tensors, operators, last.id, description);
  }
}

function int8Tensor(
  name: string,
  shape: readonly number[],
  { scale, zeroPoint }: Int8Quantization,
): TensorSpec {
  return { name, type: 'INT8', shape, quantization: { scale: [scale], zeroPoint: [zeroPoint] } };
}

/** Puts QUANTIZE at both ends and clips the last tensor to pixels, as converters do. */
function finishSubgraph(
  tensors: TensorSpec[],
  operators: readonly OperatorSpec[],
  last: number,
  description: string,
): Parameters<typeof writeModel>[0] {
  const push = (tensor: TensorSpec): number => tensors.push(tensor) - 1;
  const pixels = { scale: [1], zeroPoint: [0] };
  const network = tensors[last] as TensorSpec;
  const { shape } = network;
  const input = push({
    name: 'input',
    type: 'UINT8',
    shape: [1, sourceHeight, sourceWidth, 3],
    quantization: pixels,
  });
  const { scale = [1], zeroPoint = [0] } = network.quantization ?? {};
  const whiteCode = Math.max(-128, Math.min(127, Math.round(255 / (scale[0] ?? 1)) + (zeroPoint[0] ?? 0)));
  const white = push({ ...network, name: 'white', shape: [], data: Int8Array.of(whiteCode) });
  const bounded = push({ ...network, name: 'bounded above' });
  const clipped = push(int8Tensor('clipped', shape, pixelCodes));
  const output = push({ name: 'output', type: 'UINT8', shape, quantization: pixels });
  const step = (
    builtin: OperatorSpec['builtin'],
    version: number,
    inputs: readonly number[],
    result: number,
  ): OperatorSpec => ({ builtin, version, inputs, outputs: [result] });
  return {
    description,
    tensors,
    inputs: [input],
    outputs: [output],
    operators: [
      step('QUANTIZE', 1, [input], 0),
      ...operators,
      step('MINIMUM', 2, [last, white], bounded),
      step('RELU', 2, [bounded], clipped),
      step('QUANTIZE', 1, [clipped], output),
    ],
  };
}
