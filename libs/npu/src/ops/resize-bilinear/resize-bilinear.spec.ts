import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coordinatesOf, elementAt } from '../../testing/coordinates.js';
import { runOperator, type OperatorRun } from '../../testing/run-operator.js';

interface Corners {
  readonly alignCorners?: boolean;
  readonly halfPixelCenters?: boolean;
}

const resize = (
  type: 'INT8' | 'UINT8',
  shape: readonly number[],
  values: readonly number[],
  size: readonly [number, number],
  options: Corners = {},
): OperatorRun =>
  runOperator('RESIZE_BILINEAR', {
    inputs: [
      { type, shape, values },
      { type: 'INT32', shape: [2], constant: size },
    ],
    outputs: [{ type }],
    options: { alignCorners: false, halfPixelCenters: false, ...options },
  });

describe('RESIZE_BILINEAR', () => {
  it('interpolates int8 between neighbours and repeats the last pixel', () => {
    expect(resize('INT8', [1, 1, 2, 1], [0, 10], [1, 4])).toMatchObject({
      unit: 'npu',
      shapes: [[1, 1, 4, 1]],
      results: [[0, 5, 10, 10]],
    });
  });

  it('puts the corners on each other when told so', () => {
    const run = resize('INT8', [1, 1, 2, 1], [0, 30], [1, 4], { alignCorners: true });

    expect(run.results).toEqual([[0, 10, 20, 30]]);
  });

  it('samples at half pixels when told so', () => {
    const run = resize('INT8', [1, 1, 2, 1], [0, 100], [1, 4], { halfPixelCenters: true });

    expect(run.results).toEqual([[0, 25, 75, 100]]);
  });

  it('rounds halves away from zero', () => {
    expect(resize('INT8', [1, 1, 2, 1], [0, -1], [1, 4]).results).toEqual([[0, -1, -1, -1]]);
    expect(resize('UINT8', [1, 1, 2, 1], [0, 1], [1, 4]).results).toEqual([[0, 1, 1, 1]]);
  });

  it('warns that resizing runs on the shader', () => {
    expect(resize('UINT8', [1, 1, 1, 1], [7], [2, 2])).toMatchObject({
      results: [[7, 7, 7, 7]],
      reasons: [{ id: 'resize.bilinear-on-shader' }],
    });
  });

  const picture = fc
    .record({
      height: fc.integer({ min: 1, max: 4 }),
      width: fc.integer({ min: 1, max: 4 }),
      channels: fc.integer({ min: 1, max: 2 }),
      outHeight: fc.integer({ min: 1, max: 7 }),
      outWidth: fc.integer({ min: 1, max: 7 }),
      corners: fc.constantFrom<Corners>({}, { alignCorners: true }, { halfPixelCenters: true }),
    })
    .chain((size) => {
      const length = size.height * size.width * size.channels;
      return fc
        .array(fc.integer({ min: -128, max: 127 }), { minLength: length, maxLength: length })
        .map((values) => ({ ...size, values }));
    });

  it('equals the int8 formula over coordinates in exact integers', () => {
    fc.assert(
      fc.property(picture, ({ height, width, channels, outHeight, outWidth, corners, values }) => {
        const shape = [1, height, width, channels];

        const { shapes, results } = resize('INT8', shape, values, [outHeight, outWidth], corners);

        const expected = coordinatesOf(shapes[0] ?? []).map(([, y = 0, x = 0, c = 0]) => {
          const rows = tapsOf(BigInt(y), BigInt(height), BigInt(outHeight), corners);
          const columns = tapsOf(BigInt(x), BigInt(width), BigInt(outWidth), corners);
          let sum = 0n;
          for (const row of rows) {
            for (const column of columns) {
              const code = elementAt(values, shape, [0, Number(row.at), Number(column.at), c]) ?? 0;
              sum += BigInt(code) * row.weight * column.weight;
            }
          }
          return Number((sum + (sum > 0n ? 1n << 19n : -(1n << 19n))) / (1n << 20n));
        });
        expect(results).toEqual([expected]);
      }),
    );
  });

  it('rounds the real value for uint8', () => {
    fc.assert(
      fc.property(picture, ({ height, width, channels, outHeight, outWidth, corners, values }) => {
        const shape = [1, height, width, channels];
        const bytes = values.map((value) => value + 128);

        const { shapes, results } = resize('UINT8', shape, bytes, [outHeight, outWidth], corners);

        coordinatesOf(shapes[0] ?? []).forEach(([, y = 0, x = 0, c = 0], position) => {
          const real = realTaps(y, height, outHeight, corners).reduce(
            (total, row) =>
              total +
              realTaps(x, width, outWidth, corners).reduce(
                (sum, column) =>
                  sum +
                  (elementAt(bytes, shape, [0, row.at, column.at, c]) ?? 0) * row.weight * column.weight,
                0,
              ),
            0,
          );
          const code = results[0]?.[position] ?? NaN;
          expect(Math.abs(code - real)).toBeLessThanOrEqual(0.5 + 1e-3);
        });
      }),
    );
  });

  it('refuses a factor at which TFLite itself reads outside the picture', () => {
    expect(resize('INT8', [1, 1, 2, 1], [0, 1], [1, 1365]).reasons[0]?.id).toBe('resize.bilinear-factor');
  });

  it('refuses sizes below one, both corner rules, and other ranks', () => {
    expect(resize('INT8', [1, 1, 1, 1], [0], [0, 1]).reasons[0]?.id).toBe('resize.size');
    expect(
      resize('INT8', [1, 1, 1, 1], [0], [1, 1], { alignCorners: true, halfPixelCenters: true }).reasons[0]
        ?.id,
    ).toBe('resize.size');
    expect(resize('INT8', [1, 1, 1], [0], [1, 1]).reasons[0]?.id).toBe('resize.size');
  });
});

interface Tap<Value> {
  readonly at: Value;
  readonly weight: Value;
}

/** The two pixels of one axis with weights in 1/1024. BigInt division truncates, as C's does. */
function tapsOf(index: bigint, from: bigint, to: bigint, corners: Corners): readonly Tap<bigint>[] {
  const isAligned = corners.alignCorners === true && to > 1n;
  const [span, steps] = isAligned ? [from - 1n, to - 1n] : [from, to];
  const step = (1024n * span + steps / 2n) / steps;
  const place = index * step + (corners.halfPixelCenters === true ? step / 2n - 512n : 0n);
  const lower = place / 1024n > 0n ? place / 1024n : 0n;
  const above = (place + 1023n) / 1024n;
  const weight = place - 1024n * lower;
  return [
    { at: lower, weight: 1024n - weight },
    { at: above < from - 1n ? above : from - 1n, weight },
  ];
}

function realTaps(index: number, from: number, to: number, corners: Corners): readonly Tap<number>[] {
  const isAligned = corners.alignCorners === true && to > 1;
  const scale = isAligned ? (from - 1) / (to - 1) : from / to;
  const place = corners.halfPixelCenters === true ? (index + 0.5) * scale - 0.5 : index * scale;
  const bounded = Math.min(Math.max(place, 0), from - 1);
  const lower = Math.floor(bounded);
  const upper = Math.min(lower + 1, from - 1);
  return [
    { at: lower, weight: 1 - (bounded - lower) },
    { at: upper, weight: bounded - lower },
  ];
}
