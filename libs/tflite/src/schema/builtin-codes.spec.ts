import { describe, expect, it } from 'vitest';
import { builtinCodeOf, builtinNameOf, builtinNames } from './builtin-codes.js';

describe('builtin codes', () => {
  it.each([
    [0, 'ADD'],
    [3, 'CONV_2D'],
    [32, 'CUSTOM'],
    [97, 'RESIZE_NEAREST_NEIGHBOR'],
    [114, 'QUANTIZE'],
    [127, 'PLACEHOLDER_FOR_GREATER_OP_CODES'],
    [150, 'GELU'],
    [152, 'RELU_0_TO_1'],
    [206, 'STABLEHLO_COMPOSITE'],
    [209, 'STABLEHLO_CASE'],
  ] as const)('%i is %s', (code, name) => {
    expect(builtinNameOf(code)).toBe(name);
    expect(builtinCodeOf(name)).toBe(code);
  });

  it('holds each name once', () => {
    expect(new Set(builtinNames).size).toBe(builtinNames.length);
  });

  it('names a code of a newer schema by its number', () => {
    expect(builtinNameOf(4711)).toBe('BUILTIN_4711');
    expect(builtinCodeOf('BUILTIN_4711')).toBe(4711);
  });
});
