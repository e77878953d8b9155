import type { LeaderboardRow } from '@npufarm/contracts';

/** A row that shows what others reach; it takes no rank. */
export function baselineRow(team: string, quality: { psnr: number | null; ssim: number }): LeaderboardRow {
  return {
    rank: null,
    team,
    baseline: true,
    late: false,
    author: null,
    framework: null,
    modelBytes: null,
    modelKb: null,
    psnr: quality.psnr,
    ssim: quality.ssim,
    deltaPsnr: null,
    deltaSsim: null,
    cpuMs: null,
    cpuFailed: false,
    npuMs: null,
    speedUp: null,
    score: null,
    fidelity: null,
    submissionId: null,
    entries: 0,
    sameNetworkAs: [],
    needsRerun: false,
    finalEvaluation: false,
  };
}
