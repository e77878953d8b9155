import { anActivation, anOperator } from '@npufarm/testing';
import type { BuiltinName } from '@npufarm/tflite';
import fc from 'fast-check';
import { defineOperatorCase, type OperatorCase } from '../operator-case.js';
import { anEightBitType, aQuantization, aSeed, type EightBit } from './quantization.arbitrary.js';

const hasActivation: ReadonlySet<string> = new Set(['ADD', 'SUB', 'MUL']);
const versions: Readonly<Record<string, number>> = { PRELU: 1 };

/** Two shapes that broadcast, the first one being the result's where `isFirstWhole`. */
function shapePair(isFirstWhole: boolean): fc.Arbitrary<readonly [readonly number[], readonly number[]]> {
  const axis = fc.record({
    size: fc.integer({ min: 1, max: 4 }),
    broadcast: fc.constantFrom(...(isFirstWhole ? ['no', 'second'] : ['no', 'first', 'second'])),
  });
  return fc
    .array(axis, { minLength: 1, maxLength: 4 })
    .map((axes) => [
      axes.map(({ size, broadcast }) => (broadcast === 'first' ? 1 : size)),
      axes.map(({ size, broadcast }) => (broadcast === 'second' ? 1 : size)),
    ]);
}

/** An element-wise operator with any quantisation of its operands and result. */
export function anElementwiseCase(
  builtin: BuiltinName,
  types: readonly EightBit[],
): fc.Arbitrary<OperatorCase> {
  return (
    anEightBitType
      .filter((type) => types.includes(type))
      .chain((type) =>
        fc.record({
          a: aQuantization(type),
          b: aQuantization(type),
          result: aQuantization(type),
          shapes: shapePair(builtin === 'PRELU'),
          activation: fc.constantFrom('NONE', 'RELU', 'RELU6', 'RELU_N1_TO_1'),
          seed: aSeed,
        }),
      )
      // TFLite aborts on results whose steps are this much finer than those of the operands.
      .filter(({ a, b, result }) => Math.max(a.scale, b.scale) ** 2 < 4000 * result.scale)
      .map(({ a, b, result, shapes, activation, seed }) =>
        defineOperatorCase({
          name: builtin,
          seed,
          model: anOperator({
            builtin,
            version: versions[builtin] ?? 2,
            options: hasActivation.has(builtin) ? { fusedActivation: activation } : {},
            inputs: [anActivation(shapes[0], a), anActivation(shapes[1], b)],
            outputs: [anActivation([], result)],
          }),
        }),
      )
  );
}
