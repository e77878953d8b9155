import { aConstant, anActivation, anOperator } from '@npufarm/testing';
import type { OperatorOptions } from '@npufarm/tflite';
import { defineOperatorCase, type OperatorCase } from '../operator-case.js';

const both = ['INT8', 'UINT8'] as const;

const windows: readonly (OperatorOptions & { readonly name: string })[] = [
  { name: '2x2, stride 2', padding: 'VALID', strideW: 2, strideH: 2, filterWidth: 2, filterHeight: 2 },
  { name: '3x3 padded', padding: 'SAME', strideW: 1, strideH: 1, filterWidth: 3, filterHeight: 3 },
  {
    name: '4x3, stride 3x2, padded',
    padding: 'SAME',
    strideW: 2,
    strideH: 3,
    filterWidth: 3,
    filterHeight: 4,
  },
  { name: 'global', padding: 'VALID', strideW: 1, strideH: 1, filterWidth: 8, filterHeight: 7 },
  {
    name: '2x2 with RELU6',
    padding: 'VALID',
    strideW: 1,
    strideH: 1,
    filterWidth: 2,
    filterHeight: 2,
    fusedActivation: 'RELU6',
  },
];

const pools = (['AVERAGE_POOL_2D', 'MAX_POOL_2D'] as const).flatMap((builtin) =>
  both.flatMap((type) =>
    windows.map(({ name, ...options }) => {
      const quantization = { type, scale: 0.043, zeroPoint: type === 'INT8' ? -31 : 97 };
      return defineOperatorCase({
        name: `${builtin} ${type} ${name}`,
        model: anOperator({
          builtin,
          version: 2,
          options,
          inputs: [anActivation([2, 7, 8, 5], quantization)],
          outputs: [anActivation([], quantization)],
        }),
      });
    }),
  ),
);

const sizes: readonly (readonly [readonly number[], readonly number[]])[] = [
  [
    [2, 5, 7, 3],
    [15, 21],
  ],
  [
    [1, 4, 6, 2],
    [7, 5],
  ],
  [
    [1, 9, 5, 1],
    [3, 13],
  ],
  [
    [1, 1, 1, 2],
    [3, 1],
  ],
];

const corners: readonly { readonly name: string; readonly options: OperatorOptions }[] = [
  { name: 'plain', options: { alignCorners: false, halfPixelCenters: false } },
  { name: 'aligned corners', options: { alignCorners: true, halfPixelCenters: false } },
  { name: 'half pixels', options: { alignCorners: false, halfPixelCenters: true } },
];

const resizes = (['RESIZE_NEAREST_NEIGHBOR', 'RESIZE_BILINEAR'] as const).flatMap((builtin) =>
  both.flatMap((type) =>
    sizes.flatMap(([shape, size]) =>
      corners.map(({ name, options }) =>
        defineOperatorCase({
          name: `${builtin} ${type} ${name}, ${shape.join('x')} to ${size.join('x')}`,
          model: anOperator({
            builtin,
            version: 3,
            options,
            inputs: [anActivation(shape, { type }), aConstant([2], size, { type: 'INT32' })],
            outputs: [anActivation([], { type })],
          }),
        }),
      ),
    ),
  ),
);

export const pictureCases: readonly OperatorCase[] = [...pools, ...resizes];
