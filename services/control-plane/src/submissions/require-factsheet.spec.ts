import { describe, expect, it } from 'vitest';
import { requireFactsheet } from './require-factsheet.js';

const whole = { authors: ['Ada'], affiliations: [], framework: 'Keras' };

describe('requireFactsheet', () => {
  it('asks for nothing where it is optional', () => {
    expect(() => requireFactsheet({ factsheet: 'optional' }, undefined)).not.toThrow();
  });

  it('takes one that names authors and framework', () => {
    expect(() => requireFactsheet({ factsheet: 'required' }, whole)).not.toThrow();
  });

  it.each([
    ['authors and framework', undefined],
    ['authors', { ...whole, authors: [] }],
    ['framework', { authors: ['Ada'], affiliations: [] }],
  ])('names what is missing: %s', (missing, said) => {
    expect(() => requireFactsheet({ factsheet: 'required' }, said)).toThrow(missing);
  });
});
