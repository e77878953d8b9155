import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coordinatesOf, countingCodes, elementAt } from '../../testing/coordinates.js';
import { runOperator, type Operand, type OperatorRun } from '../../testing/run-operator.js';

const concatenation = (
  inputs: readonly Operand[],
  axis: number,
  output: Omit<Operand, 'shape'> = {},
  options: Readonly<Record<string, string>> = {},
): OperatorRun => runOperator('CONCATENATION', { inputs, outputs: [output], options: { axis, ...options } });

describe('CONCATENATION', () => {
  it('joins channels', () => {
    const run = concatenation(
      [
        { shape: [2, 1], values: [1, 2] },
        { shape: [2, 2], values: [3, 4, 5, 6] },
      ],
      -1,
    );

    expect(run).toMatchObject({ unit: 'npu', shapes: [[2, 3]], results: [[1, 3, 4, 2, 5, 6]] });
  });

  it('equals reading each coordinate from the part that it lies in', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
        fc.nat(2),
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
        (base, position, lengths) => {
          const axis = position % base.length;
          const shapes = lengths.map((length) => base.with(axis, length));
          const values = (part: number) => countingCodes(shapes[part] ?? []).map((code) => code - 40 * part);

          const run = concatenation(
            shapes.map((shape, part) => ({ shape, values: values(part) })),
            axis,
          );

          const expected = coordinatesOf(run.shapes[0] ?? []).map((coordinate) => {
            let index = coordinate[axis] ?? 0;
            let part = 0;
            for (; index >= (lengths[part] ?? Infinity); part++) index -= lengths[part] ?? 0;
            return elementAt(values(part), shapes[part] ?? [], coordinate.with(axis, index));
          });
          expect(run.results).toEqual([expected]);
        },
      ),
    );
  });

  it('rescales uint8 inputs of other scales', () => {
    const run = concatenation(
      [
        { type: 'UINT8', shape: [2], values: [10, 255], scale: 1, zeroPoint: 0 },
        { type: 'UINT8', shape: [2], values: [10, 9], scale: 0.5, zeroPoint: 4 },
      ],
      0,
      { type: 'UINT8', scale: 0.5, zeroPoint: 4 },
    );

    expect(run.results).toEqual([[24, 255, 10, 9]]);
  });

  it('folds a shape out of constants', () => {
    const run = concatenation(
      [
        { type: 'INT32', shape: [1], constant: [1] },
        { type: 'INT32', shape: [2], constant: [360, 640] },
      ],
      0,
      { type: 'INT32' },
    );

    expect(run).toMatchObject({ unit: 'folded', results: [[1, 360, 640]] });
  });

  it('refuses int8 inputs of another scale, as TFLite does', () => {
    const run = concatenation([{ shape: [1], scale: 0.25 }, { shape: [1] }], 0);

    expect(run.reasons[0]).toMatchObject({ id: 'concatenation.int8-scales-differ', tensor: 0 });
  });

  it('refuses shapes that do not meet, axes that do not exist, mixed types and activations', () => {
    const a: Operand = { shape: [1, 2] };

    expect(concatenation([a, { shape: [1, 3] }], 0).reasons[0]?.id).toBe('concatenation.shapes');
    expect(concatenation([a, { shape: [1] }], 0).reasons[0]?.id).toBe('concatenation.shapes');
    expect(concatenation([a, a], 2).reasons[0]?.id).toBe('concatenation.shapes');
    expect(concatenation([a, a], -3).reasons[0]?.id).toBe('concatenation.shapes');
    expect(concatenation([a, { ...a, type: 'UINT8' }], 0).reasons[0]?.id).toBe('concatenation.shapes');
    expect(concatenation([a, a], 0, {}, { fusedActivation: 'RELU' }).reasons[0]?.id).toBe(
      'concatenation.fused-activation',
    );
  });
});
