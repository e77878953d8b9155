import { describe, expect, it } from 'vitest';
import { resolvePolicy } from './resolve-policy.js';

describe('resolvePolicy', () => {
  it('knows the presets by name, the challenge by two', () => {
    expect(resolvePolicy('challenge')).toEqual(resolvePolicy('mai2021'));
    expect(resolvePolicy('mai2026-4k').output).toEqual({ dtype: 'INT8', shape: [1, 2160, 3840, 3] });
  });

  it('names the presets when it knows none of that name', () => {
    expect(() => resolvePolicy('mai2020')).toThrow(
      /unknown policy "mai2020"; choose one of mai2021, challenge/,
    );
  });

  it('reads a policy as data, lower-case types included', () => {
    const policy = resolvePolicy(
      '{"name":"own","input":{"dtype":"uint8","shape":[1,32,32,3]},"cpuFallback":false}',
    );

    expect(policy).toMatchObject({
      name: 'own',
      input: { dtype: 'UINT8', shape: [1, 32, 32, 3] },
      cpuFallback: false,
    });
    expect(policy.output).toBeUndefined();
  });

  it.each([
    ['{', /not valid JSON/],
    ['{"inputs":1}', /unknown field "inputs"/],
    ['{"input":{"dtype":"uint7","shape":[1]}}', /field "input" needs/],
    ['{"output":{"dtype":"uint8","shape":[1,-1]}}', /field "output" needs/],
  ])('refuses %s', (text, message) => {
    expect(() => resolvePolicy(text)).toThrow(message);
  });
});
