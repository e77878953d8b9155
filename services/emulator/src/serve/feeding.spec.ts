import { describe, expect, it } from 'vitest';
import { codeToPixel, FeedingError, pictureSize, pixelToCode } from './feeding.js';

type Tensor = Parameters<typeof pixelToCode>[0];

const tensor = (type: Tensor['type'], scale: number, zeroPoint: number): Tensor => ({
  name: 'picture',
  type,
  shape: [1, 2, 3, 3],
  quantization: { scale: [scale], zeroPoint: [zeroPoint], quantizedDimension: 0 },
  data: undefined,
  offset: 0,
});

describe('feeding a picture', () => {
  it('gives uint8 tensors the pixels as they are, whatever their scale', () => {
    const table = pixelToCode(tensor('UINT8', 0.97647, 0), 'raw');

    expect([table[0], table[128], table[255]]).toEqual([0, 128, 255]);
  });

  it('gives int8 tensors the pixel minus 128', () => {
    const table = pixelToCode(tensor('INT8', 1, -128), 'raw');

    expect([table[0], table[128], table[255]]).toEqual([0x80, 0, 0x7f]);
  });

  it('goes through scale and zero point when asked to, and saturates', () => {
    const table = pixelToCode(tensor('UINT8', 0.5, 10), 'scaled');

    expect([table[0], table[100], table[255]]).toEqual([10, 210, 255]);
  });

  it.each([
    ['UINT8', 'raw'],
    ['INT8', 'raw'],
    ['UINT8', 'scaled'],
    ['INT8', 'scaled'],
  ] as const)('comes back as the same picture from %s by %s feeding', (type, feeding) => {
    const port = tensor(type, 1, type === 'INT8' ? -128 : 0);
    const codes = pixelToCode(port, feeding);
    const pixels = codeToPixel(port, feeding);

    expect([...codes].map((code) => pixels[code])).toEqual([...codes.keys()]);
  });

  it('refuses tensors that are no RGB picture, and says what they are', () => {
    expect(() => pixelToCode(tensor('FLOAT32', 1, 0), 'raw')).toThrow(FeedingError);
    expect(() => pictureSize({ ...tensor('UINT8', 1, 0), shape: [1, 10] })).toThrow('[1, 10]');
  });
});
