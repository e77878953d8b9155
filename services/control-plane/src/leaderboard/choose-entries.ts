import type { RankingRule } from '@npufarm/contracts';
import type { LeaderboardEntry } from './leaderboard-entry.js';

export interface ChosenEntry {
  readonly entry: LeaderboardEntry;
  /** How many valid results the team has. */
  readonly entries: number;
}

type Compare = (left: LeaderboardEntry, right: LeaderboardEntry) => number;

const latestFirst: Compare = (left, right) =>
  right.createdAt.getTime() - left.createdAt.getTime() || right.submissionId.localeCompare(left.submissionId);

/** Which of two entries of one team counts, by rule: the one that sorts first. In time always comes before late. */
const rules: Readonly<Record<RankingRule, Compare>> = {
  best: (left, right) => right.score - left.score || left.finalisedAt.getTime() - right.finalisedAt.getTime(),
  last: latestFirst,
  final: (left, right) => Number(right.isFinal) - Number(left.isFinal) || latestFirst(left, right),
};

/** The entry that stands for each team. */
export function chooseEntries(entries: readonly LeaderboardEntry[], rule: RankingRule): ChosenEntry[] {
  const byTeam = new Map<string, LeaderboardEntry[]>();
  for (const entry of entries) byTeam.set(entry.team, [...(byTeam.get(entry.team) ?? []), entry]);
  return [...byTeam.values()].flatMap((own) => {
    const [entry] = own.toSorted(
      (left, right) => Number(left.late) - Number(right.late) || rules[rule](left, right),
    );
    return entry === undefined ? [] : [{ entry, entries: own.length }];
  });
}
