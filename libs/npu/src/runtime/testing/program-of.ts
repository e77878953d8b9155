import type { TensorType } from '@npufarm/tflite';
import type { Program, ProgramTensor } from '../../binary/program.js';
import type { KernelParameters } from '../../kernels/kernel.js';
import { bytesOfTensor } from '../tensor-view.js';

/** A tensor of a program made for a test. */
export interface TestTensor {
  readonly type: TensorType;
  readonly shape: readonly number[];
  readonly data?: Uint8Array;
}

/** An operation of a program made for a test: tensors by position. */
export interface TestOperation {
  readonly kernel: string;
  readonly parameters: object;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

/** A program of given operations. Tensors without data that no operation makes are its inputs. */
export function programOf(
  tensors: readonly TestTensor[],
  operations: readonly TestOperation[],
  outputs: readonly number[],
): Program {
  let arenaBytes = 0;
  const placed = tensors.map(({ type, shape, data }, position): ProgramTensor => {
    const tensor = {
      name: `tensor ${position}`,
      type,
      shape,
      quantization: undefined,
      data,
      offset: arenaBytes,
    };
    if (data === undefined) arenaBytes += Math.ceil(bytesOfTensor(tensor) / 64) * 64;
    return tensor;
  });
  const made = new Set(operations.flatMap((operation) => operation.outputs));
  return {
    target: 'test',
    compilerVersion: 'test',
    tensors: placed,
    operations: operations.map((operation) => ({
      ...operation,
      parameters: operation.parameters as KernelParameters,
      unit: 'npu',
      origins: [],
    })),
    inputs: placed.flatMap(({ data }, position) =>
      data === undefined && !made.has(position) ? [position] : [],
    ),
    outputs,
    arenaBytes,
    weightBytes: 0,
    layers: [],
  };
}
