import type { LeaderboardRow, RankingRule } from '@npufarm/contracts';
import { type ChosenEntry, chooseEntries } from './choose-entries.js';
import type { LeaderboardEntry } from './leaderboard-entry.js';

/** The challenge's report prints 54,216 bytes as 53 KB. */
const bytesPerKilobyte = 1024;

/**
 * One row per team, best score first. Equal scores share a rank. Late entries follow below and take nobody's rank.
 */
export function rankEntries(
  entries: readonly LeaderboardEntry[],
  rule: RankingRule = 'best',
): LeaderboardRow[] {
  const sorted = chooseEntries(entries, rule).toSorted((left, right) => compare(left.entry, right.entry));
  return sorted.map((chosen) => rowOf(chosen, rankOf(chosen.entry, sorted), sorted));
}

function compare(left: LeaderboardEntry, right: LeaderboardEntry): number {
  return (
    Number(left.late) - Number(right.late) ||
    right.score - left.score ||
    left.finalisedAt.getTime() - right.finalisedAt.getTime() ||
    left.team.localeCompare(right.team, 'en')
  );
}

function rankOf(entry: LeaderboardEntry, all: readonly ChosenEntry[]): number | null {
  if (entry.late) return null;
  return 1 + all.filter(({ entry: other }) => !other.late && other.score > entry.score).length;
}

function rowOf(
  { entry, entries }: ChosenEntry,
  rank: number | null,
  all: readonly ChosenEntry[],
): LeaderboardRow {
  const { networkHash, factsheet, isFinalEvaluation, cpuMs, npuMs, needsRerun } = entry;
  const { team, late, modelBytes, psnr, ssim, deltaPsnr, deltaSsim, score, fidelity, submissionId } = entry;
  const twins = all.filter(({ entry: other }) => other !== entry && other.networkHash === networkHash);
  return {
    rank,
    team,
    baseline: false,
    late,
    author: factsheet?.authors.join(', ') || null,
    framework: factsheet?.framework ?? null,
    modelBytes,
    modelKb: Math.round(modelBytes / bytesPerKilobyte),
    psnr,
    ssim,
    deltaPsnr,
    deltaSsim,
    cpuMs,
    cpuFailed: cpuMs === null,
    npuMs,
    speedUp: cpuMs === null ? null : cpuMs / npuMs,
    score,
    fidelity,
    submissionId,
    entries,
    sameNetworkAs: networkHash === null ? [] : twins.map(({ entry: other }) => other.team),
    needsRerun,
    finalEvaluation: isFinalEvaluation,
  };
}
