import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OperatorSpec, SubgraphSpec, TensorSpec } from './model-spec.js';
import { readModel } from './reader/read-model.js';
import { builtinNames, builtinNameOf, type BuiltinName } from './schema/builtin-codes.js';
import { defaultOptions, findOptionTable, type OperatorOptions } from './schema/builtin-options.js';
import { optionEnums } from './schema/option-enums.js';
import type { OptionKind, OptionValue } from './schema/option-kinds.js';
import { dataBytes, tensorTypes } from './schema/tensor-types.js';
import { toSpec } from './to-spec.js';
import { writeModel } from './writer/write-model.js';

const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const float32 = fc.float({ noNaN: true }).map((value) => (Object.is(value, -0) ? 0 : value));

function anOptionValue(kind: OptionKind): fc.Arbitrary<OptionValue> {
  if (kind === 'int32') return int32;
  if (kind === 'uint32') return fc.nat();
  if (kind === 'float32') return float32;
  if (kind === 'bool') return fc.boolean();
  if (kind === 'string') return fc.string();
  if (kind === 'int32[]') return fc.array(int32, { maxLength: 6 });
  if (kind === 'float32[]') return fc.array(float32, { maxLength: 6 });
  return fc.constantFrom(...optionEnums[kind]);
}

function someOptions(builtin: BuiltinName): fc.Arbitrary<OperatorOptions> {
  const fields = Object.entries(findOptionTable(builtin)?.fields ?? {});
  return fc
    .tuple(...fields.map(([name, [, kind]]) => fc.option(fc.tuple(fc.constant(name), anOptionValue(kind)))))
    .map((entries) => Object.fromEntries(entries.filter((entry) => entry !== null)));
}

const someQuantization = (shape: readonly number[]) =>
  fc.nat({ max: Math.max(0, shape.length - 1) }).chain((quantizedDimension) => {
    const count = shape[quantizedDimension] ?? 1;
    return fc.record({
      scale: fc.array(float32, { minLength: count, maxLength: count }),
      zeroPoint: fc.array(int32, { minLength: count, maxLength: count }),
      quantizedDimension: fc.constant(quantizedDimension),
    });
  });

const aTensorSpec: fc.Arbitrary<TensorSpec> = fc
  .record({
    type: fc.constantFrom(...tensorTypes),
    shape: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 4 }),
  })
  .chain(({ type, shape }) => {
    const bytes =
      dataBytes(
        type,
        shape.reduce((product, dimension) => product * dimension, 1),
      ) ?? 5;
    return fc.record({
      name: fc.string({ unit: 'grapheme' }),
      type: fc.constant(type),
      shape: fc.constant(shape),
      shapeSignature:
        shape.length === 0
          ? fc.constant(undefined)
          : fc.option(fc.constant(shape.map(() => -1)), { nil: undefined }),
      data: fc.option(fc.uint8Array({ minLength: bytes, maxLength: bytes }), { nil: undefined }),
      quantization: fc.option(someQuantization(shape), { nil: undefined }),
      isVariable: fc.boolean(),
      hasSparsity: fc.boolean(),
      hasQuantizationDetails: fc.boolean(),
    });
  });

const anOperatorSpec = (tensorCount: number): fc.Arbitrary<OperatorSpec> =>
  fc.constantFrom(...builtinNames).chain((builtin) =>
    fc.record({
      builtin: fc.constant(builtin),
      version: fc.integer({ min: 1, max: 12 }),
      inputs: fc.array(fc.integer({ min: -1, max: tensorCount - 1 }), { maxLength: 5 }),
      outputs: fc.array(fc.nat({ max: tensorCount - 1 }), { maxLength: 3 }),
      options: someOptions(builtin),
    }),
  );

const aSubgraphSpec: fc.Arbitrary<SubgraphSpec> = fc
  .array(aTensorSpec, { minLength: 1, maxLength: 5 })
  .chain((tensors) => {
    const indices = fc.array(fc.nat({ max: tensors.length - 1 }), { maxLength: 3 });
    return fc.record({
      name: fc.string(),
      tensors: fc.constant(tensors),
      inputs: indices,
      outputs: indices,
      operators: fc.array(anOperatorSpec(tensors.length), { maxLength: 4 }),
    });
  });

const aModelSpec = fc.record({
  description: fc.string(),
  subgraphs: fc.array(aSubgraphSpec, { minLength: 1, maxLength: 3 }),
  metadata: fc.array(
    fc.record({ name: fc.string(), data: fc.option(fc.uint8Array({ minLength: 1 }), { nil: undefined }) }),
    { maxLength: 2 },
  ),
  signatures: fc.constantFrom(
    [],
    [{ key: 'serving_default', subgraph: 0, inputs: [{ name: 'x', tensor: 0 }], outputs: [] }],
  ),
  dataPlacement: fc.constantFrom('inside' as const, 'behind' as const),
});

describe('a model that is written and read', () => {
  it('has what its spec says', () => {
    fc.assert(
      fc.property(aModelSpec, (spec) => {
        const model = readModel(writeModel(spec));

        expect(model).toMatchObject({
          description: spec.description,
          metadata: spec.metadata,
          signatures: spec.signatures,
        });
        expect(toSpec(model).subgraphs).toEqual(
          spec.subgraphs.map((subgraph) => ({
            ...subgraph,
            tensors: subgraph.tensors.map((tensor, index) => ({ index, ...tensor })),
            operators: subgraph.operators.map((operator, index) => ({
              ...operator,
              index,
              builtinCode: builtinNames.findIndex((_, code) => builtinNameOf(code) === operator.builtin),
              options: { ...defaultOptions(operator.builtin), ...operator.options },
            })),
          })),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('is the same model after another round', () => {
    fc.assert(
      fc.property(aModelSpec, (spec) => {
        const model = readModel(writeModel({ ...spec, dataPlacement: 'inside' }));

        expect({ ...readModel(writeModel(toSpec(model))), bytes: model.bytes }).toEqual(model);
      }),
      { numRuns: 100 },
    );
  });
});
