import type { PhaseConfig, Reason, TimingResult } from '@npufarm/contracts';
import { type PairScore, challengeScore, meanScore } from '@npufarm/scoring';

/** A score that may be ranked. */
export interface RankedScore {
  readonly npuMs: number;
  readonly cpuMs: number | undefined;
  readonly psnr: number;
  readonly ssim: number;
  readonly score: number;
}

export type FinalScore =
  | { readonly kind: 'ranked'; readonly score: RankedScore }
  | { readonly kind: 'unranked'; readonly reason: Reason };

/** The score of a submission whose jobs have all succeeded, or why it has none. */
export function finalScore(
  config: Pick<PhaseConfig, 'acceptedFidelity' | 'scoreConstant'>,
  timing: TimingResult,
  pictures: readonly PairScore[],
): FinalScore {
  if (timing.fidelity !== config.acceptedFidelity) {
    return unranked(
      'score.fidelity',
      'A phase ranks results of one fidelity only.',
      `The result is "${timing.fidelity}", the phase accepts "${config.acceptedFidelity}".`,
    );
  }
  if (pictures.length === 0) {
    return unranked(
      'score.no-pictures',
      'A score needs pictures.',
      'The phase has no dataset: there is a runtime only.',
    );
  }
  const { psnr, ssim } = meanScore(pictures);
  if (psnr === null) {
    return unranked(
      'score.identical',
      'A score needs a finite PSNR.',
      'Every output is identical to its original, so PSNR has no value.',
    );
  }
  const npuMs = timing.inferenceUs / 1000;
  const cpuMs = timing.cpuUs === undefined || timing.cpuUs <= 0 ? undefined : timing.cpuUs / 1000;
  const score = challengeScore({ psnr, runtimeMs: npuMs, constant: config.scoreConstant });
  return { kind: 'ranked', score: { npuMs, cpuMs, psnr, ssim, score } };
}

function unranked(id: string, rule: string, detail: string): FinalScore {
  return { kind: 'unranked', reason: { id, rule, detail, hint: 'The result is shown, but not ranked.' } };
}
