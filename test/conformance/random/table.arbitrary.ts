import { anActivation, anOperator } from '@npufarm/testing';
import type { BuiltinName, OperatorOptions } from '@npufarm/tflite';
import fc from 'fast-check';
import { defineOperatorCase, type OperatorCase } from '../operator-case.js';
import { anEightBitType, aQuantization, type EightBit } from './quantization.arbitrary.js';

const everyCode = Uint8Array.from({ length: 256 }, (_, code) => code);
const firstVersions: ReadonlySet<string> = new Set(['RELU_N1_TO_1', 'RELU_0_TO_1', 'HARD_SWISH', 'ABS']);

/** A function of one code, fed every code, with any quantisation. */
export function aTableCase(
  builtin: BuiltinName,
  types: readonly EightBit[],
  options: fc.Arbitrary<OperatorOptions> = fc.constant({}),
): fc.Arbitrary<OperatorCase> {
  return anEightBitType
    .filter((type) => types.includes(type))
    .chain((type) => fc.record({ from: aQuantization(type), to: aQuantization(type), options }))
    .map((random) => {
      const { from } = random;
      const lowest = from.type === 'INT8' ? -128 : 0;
      const to = builtin === 'LOGISTIC' ? { ...random.to, scale: 1 / 256, zeroPoint: lowest } : random.to;
      return defineOperatorCase({
        name: builtin,
        model: anOperator({
          builtin,
          version: firstVersions.has(builtin) ? 1 : 2,
          options: random.options,
          inputs: [anActivation([1, 16, 16], from)],
          outputs: [anActivation([], to)],
        }),
        inputs: [everyCode],
      });
    });
}
