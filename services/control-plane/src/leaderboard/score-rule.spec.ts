import { phaseConfigSchema } from '@npufarm/contracts';
import { describe, expect, it } from 'vitest';
import { scoreUnder } from './score-rule.js';

const challenge = phaseConfigSchema.parse({});
const winner = { psnr: 29.87, ssim: 0.87, npuMs: 36.89 };

describe('scoreUnder', () => {
  it('gives a stored result the score that the report prints', () => {
    expect(scoreUnder(challenge, winner).toFixed(2)).toBe('92.72');
  });

  it('gives the same result another score by another rule', () => {
    const halved = scoreUnder({ ...challenge, scoreConstant: 2 ** 49 }, winner);

    expect(halved).toBeCloseTo(scoreUnder(challenge, winner) / 2, 9);
  });

  it('refuses a rule whose scores are no numbers', () => {
    const scoreFormula = { ...challenge.scoreFormula, base: 100, psnrFactor: 100 };

    expect(() => scoreUnder({ ...challenge, scoreFormula }, winner)).toThrow(RangeError);
  });
});
