import type { LeaderboardRow, RankingRule, StaticBaseline } from '@npufarm/contracts';
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
  baselines: readonly StaticBaseline[] = [],
): LeaderboardRow[] {
  const sorted = chooseEntries(entries, rule).toSorted((left, right) => compare(left.entry, right.entry));
  return sorted.map((chosen) =>
    rowOf(chosen, rankOf(chosen.entry, sorted), twinsOf(chosen.entry, sorted, baselines)),
  );
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

/** Teams and baselines that hold the same network as an entry. */
function twinsOf(
  entry: LeaderboardEntry,
  all: readonly ChosenEntry[],
  baselines: readonly StaticBaseline[],
): string[] {
  const { networkHash } = entry;
  if (networkHash === null) return [];
  const others = all.filter(({ entry: other }) => other !== entry).map(({ entry: other }) => other);
  return [...others, ...baselines]
    .filter((other) => other.networkHash === networkHash)
    .map(({ team }) => team);
}

function rowOf(
  { entry, entries }: ChosenEntry,
  rank: number | null,
  sameNetworkAs: string[],
): LeaderboardRow {
  const { factsheet, isFinalEvaluation, cpuMs, npuMs, needsRerun } = entry;
  const { team, late, modelBytes, psnr, ssim, deltaPsnr, deltaSsim, score, fidelity, submissionId } = entry;
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
    sameNetworkAs,
    needsRerun,
    finalEvaluation: isFinalEvaluation,
  };
}
