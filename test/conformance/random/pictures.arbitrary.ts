import { aConstant, anActivation, anOperator } from '@npufarm/testing';
import fc from 'fast-check';
import { defineOperatorCase, type OperatorCase } from '../operator-case.js';
import { anEightBitType, aQuantization, aSeed, type EightBit } from './quantization.arbitrary.js';

const small = (max: number): fc.Arbitrary<number> => fc.integer({ min: 1, max });
const aPicture = fc.tuple(small(2), small(8), small(8), small(5));

/** A pool over any window that fits, of any quantisation. */
export function aPoolCase(builtin: 'AVERAGE_POOL_2D' | 'MAX_POOL_2D'): fc.Arbitrary<OperatorCase> {
  return fc
    .record({
      quantization: anEightBitType.chain(aQuantization),
      shape: aPicture,
      padding: fc.constantFrom('SAME', 'VALID'),
      strideW: small(3),
      strideH: small(3),
      filterWidth: small(4),
      filterHeight: small(4),
      fusedActivation: fc.constantFrom('NONE', 'RELU', 'RELU6'),
      seed: aSeed,
    })
    .filter(
      ({ shape: [, height, width], padding, filterHeight, filterWidth }) =>
        padding === 'SAME' || (filterHeight <= height && filterWidth <= width),
    )
    .map(({ quantization, shape, seed, ...options }) =>
      defineOperatorCase({
        name: builtin,
        seed,
        model: anOperator({
          builtin,
          version: 2,
          options,
          inputs: [anActivation(shape, quantization)],
          outputs: [anActivation([], quantization)],
        }),
      }),
    );
}

/** A resize to any size, larger or smaller, under each convention for pixel centres. */
export function aResizeCase(
  builtin: 'RESIZE_NEAREST_NEIGHBOR' | 'RESIZE_BILINEAR',
  types: readonly EightBit[],
): fc.Arbitrary<OperatorCase> {
  const centres = fc.constantFrom(
    { alignCorners: false, halfPixelCenters: false },
    { alignCorners: true, halfPixelCenters: false },
    { alignCorners: false, halfPixelCenters: true },
  );
  return fc
    .record({
      quantization: fc.constantFrom(...types).chain(aQuantization),
      shape: aPicture,
      size: fc.tuple(small(20), small(20)),
      options: centres,
      seed: aSeed,
    })
    .map(({ quantization, shape, size, options, seed }) =>
      defineOperatorCase({
        name: builtin,
        seed,
        model: anOperator({
          builtin,
          version: 3,
          options,
          inputs: [anActivation(shape, quantization), aConstant([2], size, { type: 'INT32' })],
          outputs: [anActivation([], quantization)],
        }),
      }),
    );
}
