import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coordinatesOf, countingCodes, elementAt } from '../../testing/coordinates.js';
import { runOperator } from '../../testing/run-operator.js';

/** The element that an operand broadcasts to a coordinate. */
const pick = (values: readonly number[], shape: readonly number[], at: readonly number[]) =>
  elementAt(
    values,
    shape,
    at.map((index, i) => (shape[i] === 1 ? 0 : index)),
  );

describe('SELECT_V2', () => {
  it('equals picking coordinates one by one, whichever operands are broadcast', () => {
    const axis = fc.record({
      size: fc.integer({ min: 1, max: 3 }),
      kept: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
    });
    fc.assert(
      fc.property(fc.array(axis, { minLength: 1, maxLength: 4 }), (axes) => {
        const shapeOf = (operand: 0 | 1 | 2) => axes.map(({ size, kept }) => (kept[operand] ? size : 1));
        const shapes = [shapeOf(0), shapeOf(1), shapeOf(2)] as const;
        const condition = coordinatesOf(shapes[0]).map((_, i) => (i * 7) % 3 === 0);
        const chosen = countingCodes(shapes[1]);
        const other = countingCodes(shapes[2]).map((code) => ~code);
        const output = axes.map((_, i) => Math.max(...shapes.map((shape) => shape[i] ?? 1)));

        const run = runOperator('SELECT_V2', {
          inputs: [
            { type: 'BOOL', shape: shapes[0], values: condition.map(Number) },
            { shape: shapes[1], values: chosen },
            { shape: shapes[2], values: other },
          ],
        });

        const expected = coordinatesOf(output).map((at) =>
          pick(condition.map(Number), shapes[0], at) === 1
            ? pick(chosen, shapes[1], at)
            : pick(other, shapes[2], at),
        );
        expect(run).toMatchObject({ shapes: [output], results: [expected] });
      }),
    );
  });
});
