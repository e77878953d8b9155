import { describe, expect, it } from 'vitest';
import { differingBytes } from '../../testing/differing-bytes.js';
import { programOf } from '../../testing/program-of.js';
import { randomBytes } from '../../testing/random-bytes.js';

describe('fully connected units on a picture', () => {
  it.each([
    [[1, 7, 7, 20], 980, [1, 11]],
    [[3, 2, 5, 4], 40, [3, 11]],
    [[4, 3, 2, 2], 6, [8, 11]],
  ])('equal the scalar kernel on %j', async (shape, depth, outputShape) => {
    const parameters = {
      weights: new Int8Array(randomBytes(11 * depth, 3).buffer),
      bias: Int32Array.from({ length: 11 }, (_, unit) => unit * 1000 - 5000),
      depth,
      inputZeroPoint: 4,
      weightZeroPoint: 0,
      outputZeroPoint: -9,
      multipliers: new Int32Array(11).fill(1_400_000_000),
      shifts: new Int32Array(11).fill(-9),
      minimum: -128,
      maximum: 127,
      roundsOnceWhenBuiltin: true,
    };
    const program = programOf(
      [
        { type: 'INT8', shape },
        { type: 'INT8', shape: outputShape },
      ],
      [{ kernel: 'fully-connected', parameters, inputs: [0], outputs: [1] }],
      [1],
    );
    const input = randomBytes(
      shape.reduce((product, size) => product * size, 1),
      5,
    );

    expect(await differingBytes(program, [input], { threads: 2 })).toEqual({
      differing: 0,
      scalarKernels: [],
    });
  });
});
