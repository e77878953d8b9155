import { aConstant, randomCodes } from '@npufarm/testing';
import type { ModelHeadSpec, ModelSpec, OperatorSpec, TensorSpec, TensorType } from '@npufarm/tflite';

export interface Codes {
  readonly type: TensorType;
  readonly scale: number;
  readonly zeroPoint: number;
}

interface WeightOptions {
  readonly type: 'INT8' | 'UINT8';
  /** Scale of the convolution's operand, which the bias's scale is a product of. */
  readonly operand: Codes;
  readonly isPerAxis: boolean;
  readonly axis?: number;
}

/** Collects tensors and operators of a model whose tensors are named as a converter names them. */
export class SpecBuilder {
  readonly #tensors: TensorSpec[] = [];
  readonly #operators: OperatorSpec[] = [];

  /** `ranges` writes the calibrated minimum and maximum beside the scale, as TOCO does. */
  constructor(private readonly options: { readonly ranges?: boolean } = {}) {}

  tensor(name: string, shape: readonly number[], { type, scale, zeroPoint }: Codes): number {
    const low = type === 'UINT8' ? 0 : -128;
    const ranges = this.options.ranges === true;
    const quantization = {
      scale: [Math.fround(scale)],
      zeroPoint: [zeroPoint],
      ...(ranges ? { minimum: [scale * (low - zeroPoint)], maximum: [scale * (low + 255 - zeroPoint)] } : {}),
    };
    return this.#tensors.push({ name, type, shape, quantization }) - 1;
  }

  integers(name: string, values: readonly number[], shape = [values.length]): number {
    return this.#tensors.push({ name, type: 'INT32', shape, data: Int32Array.from(values) }) - 1;
  }

  /** Weights and bias of `shape`, output channels at `axis`. */
  weights(
    name: string,
    shape: readonly number[],
    { type, operand, isPerAxis, axis = 0 }: WeightOptions,
  ): readonly number[] {
    const outputs = shape[axis] ?? 0;
    const scales = Array.from({ length: isPerAxis ? outputs : 1 }, (_, at) =>
      Math.fround(0.004 + 0.0003 * at),
    );
    const elements = shape.reduce((product, size) => product * size, 1);
    const narrow = [...randomCodes(elements, elements)].map((code) => (code === 128 ? 127 : code));
    const zeroPoint = type === 'UINT8' ? 121 : 0;
    const filter = aConstant(shape, narrow, { name, type, scales, axis, zeroPoint });
    const biasScales = scales.map((scale) => Math.fround(scale * Math.fround(operand.scale)));
    const bias = aConstant(
      [outputs],
      Array.from({ length: outputs }, (_, at) => (at - outputs / 2) * 37),
      { name: `${name}_bias`, type: 'INT32', scales: biasScales },
    );
    return [this.#tensors.push(filter) - 1, this.#tensors.push(bias) - 1];
  }

  constant(tensor: TensorSpec): number {
    return this.#tensors.push(tensor) - 1;
  }

  operator(operator: OperatorSpec): void {
    this.#operators.push(operator);
  }

  finish(
    head: ModelHeadSpec,
    name: string,
    inputs: readonly number[],
    outputs: readonly number[],
  ): ModelSpec {
    return { ...head, name, tensors: this.#tensors, operators: this.#operators, inputs, outputs };
  }
}

/** Options of a convolution of stride 1. */
export function strideOne(padding: 'SAME' | 'VALID', fusedActivation = 'NONE') {
  return { padding, strideH: 1, strideW: 1, fusedActivation };
}
