import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elementsOf } from '../../../graph/shape.js';
import { differingBytes } from '../../testing/differing-bytes.js';
import { programOf, type TestTensor } from '../../testing/program-of.js';
import { randomBytes, randomWords } from '../../testing/random-bytes.js';

const nothing = { differing: 0, scalarKernels: [] };
const seeds = fc.integer({ min: 1, max: 2 ** 30 });

/** Offsets of positions along an axis: steps forwards and backwards, repetitions, or any order. */
const orders = ['forwards', 'backwards', 'repeated', 'shuffled'] as const;

function offsetsOf(order: (typeof orders)[number], size: number, seed: number): readonly number[] {
  const next = randomWords(seed);
  return Array.from({ length: size }, (_, index) => {
    if (order === 'forwards') return index;
    if (order === 'backwards') return size - 1 - index;
    return order === 'repeated' ? index % Math.ceil(size / 2) : next() % size;
  });
}

/** A box whose axes lie in another order in the result, with room around each of them there. */
function moveBox(
  sizes: readonly number[],
  run: number,
  elementBytes: number,
  order: (typeof orders)[number],
  fills: boolean,
  seed: number,
) {
  const margin = fills ? 1 : 0;
  const runBytes = run * elementBytes;
  const strides = (lengths: readonly number[]): readonly number[] =>
    lengths.map((_, axis) => elementsOf(lengths.slice(axis + 1)) * runBytes);
  const from = strides(sizes);
  const turned = sizes.map((size) => size + 2 * margin).toReversed();
  const to = strides(turned).toReversed();
  const table = (offset: (axis: number, position: number) => number): Int32Array =>
    Int32Array.from(
      sizes.flatMap((size, axis) => Array.from({ length: size }, (_, index) => offset(axis, index))),
    );
  const orderOf = sizes.map((size, axis) => offsetsOf(order, size, seed + axis));
  return {
    parameters: {
      sizes,
      reads: table((axis, index) => (orderOf[axis]?.[index] ?? 0) * (from[axis] ?? 0)),
      writes: table((axis, index) => (index + margin) * (to[axis] ?? 0)),
      runBytes,
      fill: fills ? randomBytes(elementBytes, seed) : new Uint8Array(0),
    },
    inputShape: [...sizes, run],
    outputShape: [...turned, run],
  };
}

const typeOf = { 1: 'INT8', 2: 'INT16', 4: 'INT32', 8: 'INT64' } as const;

function runOne(
  kernel: string,
  parameters: object,
  inputs: readonly TestTensor[],
  outputs: readonly TestTensor[],
  threads: number,
) {
  const positions = inputs.map((_, index) => index);
  const results = outputs.map((_, index) => inputs.length + index);
  const program = programOf(
    [...inputs, ...outputs],
    [{ kernel, parameters, inputs: positions, outputs: results }],
    results,
  );
  const bytes = { INT8: 1, UINT8: 1, INT16: 2, INT32: 4, INT64: 8 };
  const data = inputs
    .filter((tensor) => tensor.data === undefined)
    .map(({ type, shape }, index) =>
      randomBytes(elementsOf(shape) * bytes[type as keyof typeof bytes], 7 + index),
    );
  return differingBytes(program, data, { threads });
}

describe('fast moves of whole tensors', () => {
  it('equal the scalar kernel for any order of any axes, elements and fills', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 11 }), { minLength: 0, maxLength: 4 }),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(1, 1, 2, 4, 8),
        fc.constantFrom(...orders),
        fc.boolean(),
        seeds,
        async (sizes, run, elementBytes, order, fills, seed) => {
          const { parameters, inputShape, outputShape } = moveBox(
            sizes,
            run,
            elementBytes,
            order,
            fills,
            seed,
          );
          const type = typeOf[elementBytes];
          const tensors = [
            { type, shape: inputShape },
            { type, shape: outputShape },
          ] as const;
          const result = await runOne('rearrange', parameters, [tensors[0]], [tensors[1]], (seed % 3) + 1);
          expect(result).toEqual(nothing);
        },
      ),
      { numRuns: 100 },
    );
  }, 60_000);

  it('equal the scalar kernel for every length of runs and every size of an axis', async () => {
    for (let size = 1; size <= 70; size++) {
      for (const sizes of [[3, size], [size, 5], [size]]) {
        const run = sizes.length === 1 ? 71 - size : 1;
        const { parameters, inputShape, outputShape } = moveBox(sizes, run, 1, 'forwards', true, size);
        const [input, output] = [inputShape, outputShape].map((shape) => ({ type: 'INT8', shape }) as const);
        if (input === undefined || output === undefined) continue;
        expect(await runOne('rearrange', parameters, [input], [output], 2)).toEqual(nothing);
      }
    }
  }, 60_000);

  it.each([1, 1000, 100_003, 2 ** 18])('copy %i bytes on all threads', async (length) => {
    const tensor = { type: 'INT8', shape: [length] } as const;
    expect(await runOne('copy', {}, [tensor], [tensor], 3)).toEqual(nothing);
    const bytes = randomBytes(length, 5);
    expect(await runOne('constant', { bytes }, [], [tensor], 3)).toEqual(nothing);
  });

  it.each([0, 1, 2])('join and cut along axis %i, through tables as well', async (axis) => {
    const partOf = (size: number) => [4, 5, 6].map((length, index) => (index === axis ? size : length));
    for (const type of ['UINT8', 'INT32'] as const) {
      const parts = [3, 1, 7].map((size) => ({ type, shape: partOf(size) }));
      const whole = { type, shape: partOf(11) };
      const tables = type === 'UINT8' ? randomBytes(3 * 256, 9) : new Uint8Array(0);
      expect(await runOne('concatenation', { axis, tables }, parts, [whole], 2)).toEqual(nothing);
      expect(await runOne('split', { axis }, [whole], parts, 2)).toEqual(nothing);
    }
  });

  it('pick slices by constant indices', async () => {
    const picks = [4, 0, 4, 2];
    const positions = {
      type: 'INT32',
      shape: [4],
      data: new Uint8Array(Int32Array.from(picks).buffer),
    } as const;
    const table = { type: 'INT8', shape: [3, 5, 7] } as const;
    const output = { type: 'INT8', shape: [3, 4, 7] } as const;
    const parameters = { batches: 1, rows: 3, axisSize: 5, runBytes: 7, indices: 4 };
    expect(await runOne('gather', parameters, [table, positions], [output], 2)).toEqual(nothing);
  });
});
