import { findOptionTable, optionEnums, type OperatorOptions, type TensorType } from '@npufarm/tflite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elementsOf } from '../graph/shape.js';
import { runOperator, type Operand, type OperatorRun } from '../testing/run-operator.js';
import { operators } from './index.js';

const integer = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -3, max: 5 }) },
  { weight: 1, arbitrary: fc.constantFrom(-0x80000000, 0x7fffffff, 65_536, 1_000_000) },
);
const size = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 1, max: 4 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 65_536, 0x7fffffff) },
);
const shape = fc.array(size, { maxLength: 5 });
const type = fc.constantFrom<TensorType>(
  'INT8',
  'INT8',
  'INT8',
  'UINT8',
  'INT32',
  'INT64',
  'BOOL',
  'FLOAT32',
);
const scale = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(0.5, 0.003, 1.7) },
  { weight: 1, arbitrary: fc.constantFrom(0, NaN, 1e-30, 1e30, -1) },
);
const result = fc.record({ type, scale, zeroPoint: fc.integer({ min: -130, max: 260 }) });

/** Operands agree in type more often than chance would have it, so that many operators come to run. */
const oneType = fc.constantFrom<TensorType | undefined>('INT8', 'INT8', 'UINT8', 'INT32', undefined);

const activation: fc.Arbitrary<Operand> = fc
  .record({ shape, result })
  .map(({ shape: sizes, result: rest }) => ({ ...rest, shape: sizes }));

/** Small constants: axes, shapes, paddings and weights, right and wrong ones. */
const constant: fc.Arbitrary<Operand> = fc
  .record({
    shape: fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 }),
    result,
    values: fc.array(integer, { minLength: 256, maxLength: 256 }),
  })
  .map(({ shape: sizes, result: rest, values }) => ({
    ...rest,
    shape: sizes,
    constant: values.slice(0, elementsOf(sizes)),
  }));

function optionsFor(builtin: string): fc.Arbitrary<Record<string, OptionValue>> {
  const fields = Object.entries(findOptionTable(builtin)?.fields ?? {});
  return fc.record(
    Object.fromEntries(
      fields.map(([name, [, kind]]): [string, fc.Arbitrary<OptionValue>] => {
        if (kind in optionEnums) {
          const names: readonly string[] = optionEnums[kind as keyof typeof optionEnums];
          return [name, fc.constantFrom(...names)];
        }
        if (kind === 'bool') return [name, fc.boolean()];
        if (kind === 'int32[]') return [name, fc.array(integer, { maxLength: 4 })];
        if (kind === 'float32') return [name, fc.constantFrom(0, 1, 0.1, -0.5, NaN, Infinity)];
        return [name, integer];
      }),
    ),
  );
}

type OptionValue = OperatorOptions[string];

describe.each(operators.map(({ builtin }) => ({ builtin })))('$builtin with any operands', ({ builtin }) => {
  it('is computed, or refused with a reason', () => {
    const operand = fc.oneof(activation, constant, fc.constant(undefined));
    fc.assert(
      fc.property(
        fc.array(operand, { minLength: 1, maxLength: 4 }),
        fc.array(result, { minLength: 1, maxLength: 2 }),
        optionsFor(builtin),
        oneType,
        (drawn, drawnOutputs, options, common) => {
          const inputs = drawn.map((input) => input && { ...input, type: typeOf(input, common) });
          const outputs = drawnOutputs.map((output) => ({ ...output, type: common ?? output.type }));
          fc.pre(inputs.every((input) => isSmall(input) || input?.constant === undefined));
          const fed = inputs.map((input) =>
            input === undefined || input.constant !== undefined || !isSmall(input)
              ? input
              : { ...input, values: Array.from({ length: elementsOf(input.shape) }, (_, i) => i % 7) },
          );

          expect(isAnswered(() => runOperator(builtin, { inputs: fed, outputs, options }))).toBe(true);
        },
      ),
      { numRuns: 300, seed: 20 },
    );
  });
});

function typeOf(operand: Operand, common: TensorType | undefined): TensorType {
  const isIndex = operand.constant !== undefined && operand.type !== 'UINT8';
  return (isIndex ? 'INT32' : common) ?? operand.type ?? 'INT8';
}

/** What only the values show, such as a division by zero, may fail the run; the participant is then told. */
function isAnswered(run: () => OperatorRun): boolean {
  try {
    const { unit, reasons } = run();
    return unit !== 'none' || reasons.length > 0;
  } catch (error) {
    if (error instanceof Error && 'fault' in error) return error.fault === 'participant';
    throw error;
  }
}

function isSmall(operand: Operand | undefined): boolean {
  return operand === undefined || elementsOf(operand.shape) <= 4096;
}
