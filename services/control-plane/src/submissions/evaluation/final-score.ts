import type { FrozenVersions, PhaseConfig, Reason, TimingResult } from '@npufarm/contracts';
import { type PairScore, challengeScore, meanScore } from '@npufarm/scoring';

/** A score that may be ranked. */
export interface RankedScore {
  readonly npuMs: number;
  readonly cpuMs: number | undefined;
  readonly psnr: number;
  readonly ssim: number;
  readonly score: number;
}

/** What a phase froze, and the compilers that its outputs come from. */
export interface VersionsOfResults {
  readonly frozen: FrozenVersions | null;
  readonly compilers: readonly string[];
}

export type FinalScore =
  | { readonly kind: 'ranked'; readonly score: RankedScore }
  | { readonly kind: 'unranked'; readonly reason: Reason };

/** The score of a submission whose jobs have all succeeded, or why it has none. */
export function finalScore(
  config: Pick<PhaseConfig, 'acceptedFidelity' | 'scoreConstant' | 'scoreFormula'>,
  timing: TimingResult,
  pictures: readonly PairScore[],
  versions: VersionsOfResults = { frozen: null, compilers: [] },
): FinalScore {
  if (timing.fidelity !== config.acceptedFidelity) {
    return unranked(
      'score.fidelity',
      'A phase ranks results of one fidelity only.',
      `The result is "${timing.fidelity}", the phase accepts "${config.acceptedFidelity}".`,
    );
  }
  const outdated = findOtherVersion(timing, versions);
  if (outdated !== undefined) {
    return unranked(
      'score.version',
      'A phase ranks results of the versions that it froze when it opened.',
      outdated,
    );
  }
  if (timing.fidelity === 'fake') {
    return unranked(
      'score.fake',
      'Numbers of fake boards are never ranked.',
      'The phase is a rehearsal: it accepts "fake".',
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
  const score = challengeScore({
    psnr,
    ssim,
    runtimeMs: npuMs,
    constant: config.scoreConstant,
    formula: config.scoreFormula,
  });
  return { kind: 'ranked', score: { npuMs, cpuMs, psnr, ssim, score } };
}

function findOtherVersion(
  timing: TimingResult,
  { frozen, compilers }: VersionsOfResults,
): string | undefined {
  if (frozen === null) return undefined;
  if (timing.modelVersion !== frozen.timingModel) {
    return `The runtime comes from timing model "${timing.modelVersion}", the phase froze "${frozen.timingModel}".`;
  }
  const other = compilers.find((version) => version !== frozen.compiler);
  return other === undefined
    ? undefined
    : `Outputs come from compiler "${other}", the phase froze "${frozen.compiler}".`;
}

function unranked(id: string, rule: string, detail: string): FinalScore {
  return { kind: 'unranked', reason: { id, rule, detail, hint: 'The result is shown, but not ranked.' } };
}
