import type { TensorSpec, TensorType } from '@npufarm/tflite';

interface QuantizationOptions {
  readonly scale?: number;
  readonly zeroPoint?: number;
  /** One scale per index of `axis`, instead of `scale`. */
  readonly scales?: readonly number[];
  readonly axis?: number;
}

interface TensorOptions extends QuantizationOptions {
  readonly name?: string;
  readonly type?: TensorType;
}

/** A tensor that is fed or computed; int8 with scale 0.5 and zero point 0 unless said otherwise. */
export function anActivation(shape: readonly number[], options: TensorOptions = {}): TensorSpec {
  const { name = 'activation', type = 'INT8' } = options;
  return { name, type, shape, quantization: quantizationOf(type, options) };
}

/** A constant tensor of these elements. */
export function aConstant(
  shape: readonly number[],
  elements: readonly number[],
  options: TensorOptions = {},
): TensorSpec {
  const { name = 'constant', type = 'INT8' } = options;
  return {
    name,
    type,
    shape,
    data: elementsAs(type, elements),
    quantization: quantizationOf(type, options),
  };
}

/** The elements in the memory layout of a type. */
export function elementsAs(type: TensorType, elements: readonly number[]): Uint8Array {
  switch (type) {
    case 'INT16':
      return new Uint8Array(Int16Array.from(elements).buffer);
    case 'INT32':
      return new Uint8Array(Int32Array.from(elements).buffer);
    case 'INT64':
      return new Uint8Array(BigInt64Array.from(elements, BigInt).buffer);
    case 'FLOAT32':
      return new Uint8Array(Float32Array.from(elements).buffer);
    default:
      return Uint8Array.from(elements, (element) => element & 255);
  }
}

/** The elements of bytes in the memory layout of a type. */
export function elementsOf(type: TensorType, bytes: Uint8Array): readonly number[] {
  const { buffer } = Uint8Array.from(bytes);
  switch (type) {
    case 'INT8':
      return [...new Int8Array(buffer)];
    case 'INT16':
      return [...new Int16Array(buffer)];
    case 'INT32':
      return [...new Int32Array(buffer)];
    case 'INT64':
      return Array.from(new BigInt64Array(buffer), Number);
    case 'FLOAT32':
      return [...new Float32Array(buffer)];
    default:
      return [...bytes];
  }
}

function quantizationOf(type: TensorType, options: QuantizationOptions): TensorSpec['quantization'] {
  const { scale = 0.5, zeroPoint = 0, scales, axis = 0 } = options;
  const isQuantized =
    type === 'INT8' || type === 'UINT8' || options.scale !== undefined || scales !== undefined;
  if (!isQuantized) return undefined;
  const all = (scales ?? [scale]).map(Math.fround);
  return { scale: all, zeroPoint: all.map(() => zeroPoint), quantizedDimension: axis };
}
