import { DivisionFault } from '../division-fault.js';
import { defineKernel } from '../kernel.js';
import { forEachBroadcast } from './broadcast-offsets.js';
import { wideIntegers } from './wide-integers.js';

export type IntegerArithmeticParameters = {
  readonly operation: IntegerOperation;
  readonly activation: string;
};

export type IntegerOperation = keyof typeof operations;

/** Two INT32 or INT64 tensors with broadcasting, wrapping as C does: the arithmetic of shapes. */
export const integerArithmetic = defineKernel<IntegerArithmeticParameters>({
  name: 'integer-arithmetic',
  run({ operation, activation }, [inputA, inputB], [output]) {
    if (inputA === undefined || inputB === undefined || output === undefined) return;
    const left = wideIntegers(inputA);
    const right = wideIntegers(inputB);
    const result = wideIntegers(output);
    const compute = operations[operation];
    forEachBroadcast(inputA.shape, inputB.shape, output.shape, (a, b, position) => {
      result.set(position, bound(compute(left.get(a), right.get(b)), activation));
    });
  },
});

const operations = {
  add: (a: bigint, b: bigint): bigint => a + b,
  subtract: (a: bigint, b: bigint): bigint => a - b,
  multiply: (a: bigint, b: bigint): bigint => a * b,
  divide(a: bigint, b: bigint): bigint {
    if (b === 0n) throw new DivisionFault();
    return a / b;
  },
  'squared-difference': (a: bigint, b: bigint): bigint => (a - b) * (a - b),
  minimum: (a: bigint, b: bigint): bigint => (a < b ? a : b),
  maximum: (a: bigint, b: bigint): bigint => (a > b ? a : b),
  greater: (a: bigint, b: bigint): bigint => BigInt(a > b),
} as const;

/** Source: TFLite `CalculateActivationRange`, kernels/kernel_util.h. */
function bound(value: bigint, activation: string): bigint {
  switch (activation) {
    case 'RELU':
      return value < 0n ? 0n : value;
    case 'RELU6':
      return value < 0n ? 0n : value > 6n ? 6n : value;
    case 'RELU_N1_TO_1':
      return value < -1n ? -1n : value > 1n ? 1n : value;
    default:
      return value;
  }
}
