import { readFileSync } from 'node:fs';
import { sampleModel } from '@npufarm/zoo';
import { describe, expect, it } from 'vitest';
import { compileModel } from '../compiler/compile-model.js';
import { resolvePolicy } from '../policy/resolve-policy.js';
import { decodeProgram } from './decode.js';
import { encodeProgram } from './encode.js';

function compiled(): Uint8Array {
  const outcome = compileModel(readFileSync(sampleModel('int8').path), {
    policy: resolvePolicy('challenge'),
  });
  if (!outcome.ok) throw new Error('the bundled network compiles');
  return outcome.binary;
}

describe('the binary', () => {
  it('is the same for the same model', () => {
    expect(compiled()).toEqual(compiled());
  });

  it('holds the whole program: decoding and encoding again gives the same bytes', () => {
    const binary = compiled();

    expect(encodeProgram(decodeProgram(binary))).toEqual(binary);
  });

  it('is refused when any byte was changed', () => {
    const binary = compiled();

    for (const position of [0, 5, 9, 13, 40, Math.floor(binary.length / 2), binary.length - 1]) {
      const damaged = binary.slice();
      damaged[position] = (damaged[position] ?? 0) ^ 1;
      expect(() => decodeProgram(damaged), `byte ${position}`).toThrow(/compile the model again/);
    }
  });

  it('is refused when it was cut short', () => {
    const binary = compiled();

    expect(() => decodeProgram(binary.subarray(0, 10))).toThrow('the binary has only 10 bytes');
    expect(() => decodeProgram(binary.subarray(0, binary.length - 1))).toThrow('its header promises');
  });
});
