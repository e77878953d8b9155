import type { PhaseConfig } from '@npufarm/contracts';
import { challengeScore } from '@npufarm/scoring';

/** How scores of a phase follow from quality and runtime. */
export type ScoreRule = Pick<PhaseConfig, 'scoreConstant' | 'scoreFormula'>;

/** What a stored result holds that scores depend on. */
export interface ScoredResult {
  readonly psnr: number;
  readonly ssim: number;
  readonly npuMs: number;
}

/** The score of a stored result under a rule. @throws RangeError when it is too large or too small for a number */
export function scoreUnder(
  { scoreConstant, scoreFormula }: ScoreRule,
  { psnr, ssim, npuMs }: ScoredResult,
): number {
  const score = challengeScore({
    psnr,
    ssim,
    runtimeMs: npuMs,
    constant: scoreConstant,
    formula: scoreFormula,
  });
  if (score > 0 && Number.isFinite(score)) return score;
  throw new RangeError(`${psnr} dB in ${npuMs} ms have the score ${score}, which is no positive number`);
}
