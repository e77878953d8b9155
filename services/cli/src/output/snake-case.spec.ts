import { describe, expect, it } from 'vitest';
import { snakeCase } from './snake-case.js';

describe('snakeCase', () => {
  it('converts keys at every depth and leaves values alone', () => {
    const document = { byLayer: [{ inferenceUs: 5, type: 'TensorAdd' }], host: { p90Ms: 1, gmacPerS: 2 } };

    expect(snakeCase(document)).toEqual({
      by_layer: [{ inference_us: 5, type: 'TensorAdd' }],
      host: { p90_ms: 1, gmac_per_s: 2 },
    });
  });

  it('keeps the order of keys, numbers in names, null and empty lists', () => {
    expect(JSON.stringify(snakeCase({ modelSha256: null, aB: [], sha256: '' }))).toBe(
      '{"model_sha256":null,"a_b":[],"sha256":""}',
    );
  });
});
