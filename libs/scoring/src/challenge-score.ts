/** base^(psnrFactor·PSNR + ssimFactor·SSIM) / (C·runtime^runtimeExponent); the challenge's has 2, 2, 0 and 1. */
export interface ScoreFormula {
  readonly base: number;
  readonly psnrFactor: number;
  readonly ssimFactor: number;
  readonly runtimeExponent: number;
}

const challengeFormula: ScoreFormula = { base: 2, psnrFactor: 2, ssimFactor: 0, runtimeExponent: 1 };

/** What a submission's score is computed from. */
export interface ChallengeScoreInput {
  /** In dB. */
  readonly psnr: number;
  readonly runtimeMs: number;
  /** Needed where the formula weighs it. */
  readonly ssim?: number;
  /** C of the formula; the default 2^48 reproduces the scores the organizers printed. */
  readonly constant?: number;
  readonly formula?: ScoreFormula;
}

/**
 * Computes a score; by default the Mobile AI 2021 challenge's, 2^(2·PSNR) / (C·runtime).
 *
 * @throws RangeError when the runtime or the constant is not a positive number, or the formula weighs an SSIM that is missing
 * Source: Real-Time Quantized Image Super-Resolution on Mobile NPUs, Mobile AI 2021 Challenge: Report; C is inferred from its Table 1.
 */
export function challengeScore({
  psnr,
  runtimeMs,
  ssim,
  constant = 2 ** 48,
  formula = challengeFormula,
}: ChallengeScoreInput): number {
  if (!(runtimeMs > 0 && Number.isFinite(runtimeMs))) {
    throw new RangeError(`a score needs a runtime above 0 ms, not ${runtimeMs} ms`);
  }
  if (!(constant > 0 && Number.isFinite(constant))) {
    throw new RangeError(`a score needs a constant above 0, not ${constant}`);
  }
  const { base, psnrFactor, ssimFactor, runtimeExponent } = formula;
  if (ssimFactor !== 0 && ssim === undefined)
    throw new RangeError('the formula weighs SSIM, and there is none');
  // Subtracting exponents keeps the power from overflowing for nearly identical pictures.
  const constantExponent = Math.log2(constant) / Math.log2(base);
  const quality = psnrFactor * psnr + ssimFactor * (ssim ?? 0);
  return base ** (quality - constantExponent) / runtimeMs ** runtimeExponent;
}
