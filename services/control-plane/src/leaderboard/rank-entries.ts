import type { LeaderboardRow } from '@npufarm/contracts';
import type { LeaderboardEntry } from './leaderboard-entry.js';

/**
 * Each team's best entry, best score first. Equal scores share a rank; among a team's equal scores the earlier counts.
 * Late entries follow below and take nobody's rank.
 */
export function rankEntries(entries: readonly LeaderboardEntry[]): LeaderboardRow[] {
  const best = new Map<string, { entry: LeaderboardEntry; entries: number }>();
  for (const entry of entries) {
    const known = best.get(entry.team);
    const isBetter = known === undefined || compare(entry, known.entry) < 0;
    best.set(entry.team, { entry: isBetter ? entry : known.entry, entries: (known?.entries ?? 0) + 1 });
  }
  const sorted = [...best.values()].toSorted((left, right) => compare(left.entry, right.entry));
  const inTime = sorted.filter(({ entry }) => !entry.late);
  return sorted.map(({ entry, entries: count }) => rowOf(entry, count, rankOf(entry, inTime)));
}

function compare(left: LeaderboardEntry, right: LeaderboardEntry): number {
  return (
    Number(left.late) - Number(right.late) ||
    right.score - left.score ||
    left.finalisedAt.getTime() - right.finalisedAt.getTime() ||
    left.team.localeCompare(right.team, 'en')
  );
}

function rankOf(entry: LeaderboardEntry, inTime: readonly { entry: LeaderboardEntry }[]): number | null {
  if (entry.late) return null;
  return 1 + inTime.filter((other) => other.entry.score > entry.score).length;
}

function rowOf(entry: LeaderboardEntry, entries: number, rank: number | null): LeaderboardRow {
  const { team, late, modelBytes, psnr, ssim, cpuMs, npuMs, score, fidelity, submissionId } = entry;
  return {
    rank,
    team,
    baseline: false,
    late,
    modelBytes,
    psnr,
    ssim,
    deltaPsnr: null,
    deltaSsim: null,
    cpuMs,
    npuMs,
    speedUp: cpuMs === null ? null : cpuMs / npuMs,
    score,
    fidelity,
    submissionId,
    entries,
  };
}
