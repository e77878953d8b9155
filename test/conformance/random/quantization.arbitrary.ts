import fc from 'fast-check';

export type EightBit = 'INT8' | 'UINT8';

export interface RandomQuantization {
  readonly type: EightBit;
  readonly scale: number;
  readonly zeroPoint: number;
}

export const anEightBitType = fc.constantFrom<EightBit>('INT8', 'UINT8');

/** Powers of two, where results tie, and any scale between. */
export const aScale = fc.oneof(
  fc.constantFrom(1, 0.5, 0.25, 2 ** -7, 1 / 255, 249 / 255),
  fc.double({ min: 0.002, max: 2, noNaN: true }).map(Math.fround),
);

/** Extreme and ordinary zero points. */
export function aQuantization(type: EightBit): fc.Arbitrary<RandomQuantization> {
  const lowest = type === 'INT8' ? -128 : 0;
  const offset = fc.oneof(fc.constantFrom(0, 128, 255), fc.integer({ min: 0, max: 255 }));
  return fc.record({
    type: fc.constant(type),
    scale: aScale,
    zeroPoint: offset.map((value) => value + lowest),
  });
}

export const aSeed = fc.integer({ min: 1, max: 1_000_000 });
