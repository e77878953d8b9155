import { describe, expect, it } from 'vitest';
import { createFastRuntime } from '../../fast-runtime.js';
import { differingBytes } from '../../testing/differing-bytes.js';
import { programOf } from '../../testing/program-of.js';
import { randomBytes } from '../../testing/random-bytes.js';

const exact = { rounding: 'reference' } as const;

const divideParameters = {
  zeroPointA: 3,
  zeroPointB: 5,
  outputZeroPoint: 7,
  multiplier: 1_500_000_000,
  shift: 2,
  minimum: 0,
  maximum: 255,
};

const division = programOf(
  Array.from({ length: 3 }, () => ({ type: 'UINT8', shape: [2, 3, 1, 4] }) as const),
  [{ kernel: 'divide', parameters: divideParameters, inputs: [0, 1], outputs: [2] }],
  [2],
);

/** An average over more elements than the fast form takes. */
const longPool = programOf(
  [
    { type: 'INT8', shape: [1, 300, 300, 16] },
    { type: 'INT8', shape: [1, 1, 1, 16] },
  ],
  [
    {
      kernel: 'pool',
      parameters: {
        average: true,
        filterHeight: 300,
        filterWidth: 300,
        strideHeight: 1,
        strideWidth: 1,
        padTop: 0,
        padLeft: 0,
        minimum: -128,
        maximum: 127,
      },
      inputs: [0],
      outputs: [1],
    },
  ],
  [1],
);

const tableFile = randomBytes(41, 3);

/** Picks that the model computes: the largest of every row chooses an element of a table at an odd address. */
const pickingFrom = (elements: number) =>
  programOf(
    [
      { type: 'INT8', shape: [4, 10] },
      { type: 'INT32', shape: [4] },
      { type: 'INT32', shape: [elements], data: tableFile.subarray(1, 1 + 4 * elements) },
      { type: 'INT32', shape: [4] },
    ],
    [
      {
        kernel: 'arg-max',
        parameters: { rows: 4, axisSize: 10, columns: 1 },
        inputs: [0],
        outputs: [1],
      },
      {
        kernel: 'gather',
        parameters: { batches: 1, rows: 1, axisSize: elements, runBytes: 4, indices: 4 },
        inputs: [2, 1],
        outputs: [3],
      },
    ],
    [3],
  );

describe('operations without a fast form', () => {
  it('give what their scalar kernels give, with constants at odd addresses', async () => {
    const { differing, scalarKernels } = await differingBytes(pickingFrom(10), [randomBytes(40, 5)]);

    expect([differing, scalarKernels]).toEqual([0, ['arg-max', 'gather']]);
  });

  it('leave the calling thread free while they run', async () => {
    const runtime = createFastRuntime(longPool, exact, 1);
    let turns = 0;
    const count = setInterval(() => turns++, 0);

    await runtime.run([new Uint8Array(300 * 300 * 16)]);

    clearInterval(count);
    expect(runtime.scalarKernels).toEqual(['pool']);
    expect(turns).toBeGreaterThan(0);
    await runtime.close();
  });

  it('tell faults of the model as the scalar kernels do, and run on', async () => {
    const runtime = createFastRuntime(division, exact, 2);
    const dividends = randomBytes(24, 7);

    await expect(runtime.run([dividends, new Uint8Array(24).fill(5)])).rejects.toMatchObject({
      name: 'DivisionFault',
      fault: 'participant',
    });

    const [quotients] = await runtime.run([dividends, new Uint8Array(24).fill(6)]);
    expect(quotients).toHaveLength(24);
    await runtime.close();
  });

  it('name an index outside its axis', async () => {
    const runtime = createFastRuntime(pickingFrom(2), exact, 1);

    await expect(runtime.run([Uint8Array.from({ length: 40 }, (_, index) => index)])).rejects.toMatchObject({
      name: 'IndexFault',
      message: expect.stringContaining('index 9 into an axis of size 2'),
      fault: 'participant',
    });
    await runtime.close();
  });
});
