/** What a submission's score is computed from. */
export interface ChallengeScoreInput {
  /** In dB. */
  readonly psnr: number;
  readonly runtimeMs: number;
  /** C of the formula; the default 2^48 reproduces the scores the organizers printed. */
  readonly constant?: number;
}

/**
 * Computes the Mobile AI 2021 challenge's score, 2^(2·PSNR) / (C·runtime).
 *
 * @throws RangeError when the runtime or the constant is not a positive number
 * Source: Real-Time Quantized Image Super-Resolution on Mobile NPUs, Mobile AI 2021 Challenge: Report; C is inferred from its Table 1.
 */
export function challengeScore({ psnr, runtimeMs, constant = 2 ** 48 }: ChallengeScoreInput): number {
  if (!(runtimeMs > 0 && Number.isFinite(runtimeMs))) {
    throw new RangeError(`a score needs a runtime above 0 ms, not ${runtimeMs} ms`);
  }
  if (!(constant > 0 && Number.isFinite(constant))) {
    throw new RangeError(`a score needs a constant above 0, not ${constant}`);
  }
  // Subtracting exponents keeps 2^(2·PSNR) from overflowing for nearly identical pictures.
  return 2 ** (2 * psnr - Math.log2(constant)) / runtimeMs;
}
