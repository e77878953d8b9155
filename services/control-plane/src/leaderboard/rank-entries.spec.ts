import { describe, expect, it } from 'vitest';
import type { LeaderboardEntry } from './leaderboard-entry.js';
import { rankEntries } from './rank-entries.js';

function anEntry(team: string, score: number, changes: Partial<LeaderboardEntry> = {}): LeaderboardEntry {
  return {
    submissionId: `${team}-${score}`,
    team,
    late: false,
    isFinal: false,
    createdAt: new Date('2026-01-01T00:00:00Z'),
    networkHash: null,
    factsheet: null,
    deltaPsnr: null,
    deltaSsim: null,
    isFinalEvaluation: false,
    needsRerun: false,
    modelBytes: 50_000,
    fidelity: 'emulated',
    psnr: 29,
    ssim: 0.86,
    npuMs: 40,
    cpuMs: null,
    score,
    finalisedAt: new Date('2026-01-01T00:00:00Z'),
    ...changes,
  };
}

describe('rankEntries', () => {
  it('shows each team’s best entry once, best first, with the number of its entries', () => {
    const rows = rankEntries([anEntry('a', 10), anEntry('b', 30), anEntry('a', 20)]);

    expect(rows.map(({ rank, team, score, entries }) => [rank, team, score, entries])).toEqual([
      [1, 'b', 30, 1],
      [2, 'a', 20, 2],
    ]);
  });

  it('gives equal scores the same rank and leaves the next one out', () => {
    const rows = rankEntries([anEntry('a', 10), anEntry('b', 10), anEntry('c', 5)]);

    expect(rows.map(({ rank }) => rank)).toEqual([1, 1, 3]);
  });

  it('counts the earlier of a team’s equal scores', () => {
    const early = anEntry('a', 10, { submissionId: 'early' });
    const later = anEntry('a', 10, { submissionId: 'later', finalisedAt: new Date('2026-01-02T00:00:00Z') });

    expect(rankEntries([later, early])[0]?.submissionId).toBe('early');
  });

  it('puts late entries below the others without a rank', () => {
    const rows = rankEntries([anEntry('late', 99, { late: true }), anEntry('a', 10)]);

    expect(rows.map(({ team, rank }) => [team, rank])).toEqual([
      ['a', 1],
      ['late', null],
    ]);
  });

  it('computes the speed-up over the CPU where there is a CPU time', () => {
    const rows = rankEntries([anEntry('a', 10, { cpuMs: 400 }), anEntry('b', 9)]);

    expect(rows.map(({ speedUp }) => speedUp)).toEqual([10, null]);
  });

  it('prints the size as the challenge’s report does: 54,216 bytes are 53 KB', () => {
    expect(rankEntries([anEntry('MCG', 92.72, { modelBytes: 54_216 })])[0]?.modelKb).toBe(53);
  });

  it('says Failed where the model does not run on the CPU', () => {
    expect(rankEntries([anEntry('a', 10)])[0]).toMatchObject({ cpuFailed: true, speedUp: null });
  });

  it('takes a team’s last entry, or the one it declared final, where the phase says so', () => {
    const older = anEntry('a', 30, { createdAt: new Date('2026-01-01T00:00:00Z'), isFinal: true });
    const newer = anEntry('a', 10, { createdAt: new Date('2026-01-02T00:00:00Z') });

    expect(rankEntries([older, newer], 'last')[0]?.score).toBe(10);
    expect(rankEntries([older, newer], 'final')[0]?.score).toBe(30);
    expect(rankEntries([{ ...older, isFinal: false }, newer], 'final')[0]?.score).toBe(10);
  });

  it('prefers a team’s entry in time to a better late one', () => {
    const rows = rankEntries([anEntry('a', 99, { late: true }), anEntry('a', 10)]);

    expect(rows).toMatchObject([{ rank: 1, score: 10, late: false }]);
  });

  it('marks rows of the same network', () => {
    const rows = rankEntries([
      anEntry('a', 10, { networkHash: 'n' }),
      anEntry('b', 9, { networkHash: 'n' }),
      anEntry('c', 8, { networkHash: 'm' }),
    ]);

    expect(rows.map(({ sameNetworkAs }) => sameNetworkAs)).toEqual([['b'], ['a'], []]);
  });

  it('marks entries that hold the same network as another team or a baseline', () => {
    const entries = [
      anEntry('a', 3, { networkHash: 'n1' }),
      anEntry('b', 2, { networkHash: 'n1' }),
      anEntry('c', 1, { networkHash: 'n2' }),
    ];
    const baselines = [{ team: 'organizer', psnr: 28, ssim: 0.8, networkHash: 'n2' }];

    const rows = rankEntries(entries, 'best', baselines);

    expect(rows.map(({ sameNetworkAs }) => sameNetworkAs)).toEqual([['b'], ['a'], ['organizer']]);
  });
});
