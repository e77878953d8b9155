import type { BoardId, JobId } from '@npufarm/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from './assign.js';
import type { BoardSnapshot } from './board-snapshot.js';
import type { Candidate } from './candidate.js';
import { explainWaiting } from './explain-waiting.js';

function aBoard(changes: Partial<BoardSnapshot> & { name: string }): BoardSnapshot {
  return {
    id: `id of ${changes.name}` as BoardId,
    fidelity: 'emulated',
    capabilities: { soc: 'vs680' },
    link: 'connected',
    occupancy: 'idle',
    health: 'good',
    agentDraining: false,
    ...changes,
  };
}

function aCandidate(changes: Partial<Omit<Candidate, 'jobId'>> & { jobId: string }): Candidate {
  return {
    account: 'team a',
    requirement: { fidelity: 'emulated', capabilities: {} },
    capabilityClass: 'emulated',
    priority: 0,
    queuedAtMs: 0,
    triedBoards: [],
    healthCheck: false,
    cost: 1,
    ...changes,
    jobId: changes.jobId as JobId,
  };
}

function decide(candidates: readonly Candidate[], boards: readonly BoardSnapshot[], seed = 1) {
  return assign({ candidates, boards, fairShare: [], nowMs: 1000, seed }).assignments;
}

describe('assign', () => {
  it('gives a free board to the oldest job', () => {
    const board = aBoard({ name: 'b1' });

    const assignments = decide(
      [aCandidate({ jobId: 'late', queuedAtMs: 5 }), aCandidate({ jobId: 'early', queuedAtMs: 2 })],
      [board],
    );

    expect(assignments).toEqual([{ jobId: 'early', boardId: board.id }]);
  });

  it('runs a health check before a final evaluation, that before validation, that before development', () => {
    const jobs = [0, 200, 300, 100].map((priority) => aCandidate({ jobId: `p${priority}`, priority }));

    const assignments = decide(
      jobs,
      ['a', 'b', 'c'].map((name) => aBoard({ name })),
    );

    expect(assignments.map(({ jobId }) => jobId)).toEqual(['p300', 'p200', 'p100']);
  });

  it('alternates between two teams however many jobs one of them has queued', () => {
    const greedy = Array.from({ length: 50 }, (_, index) =>
      aCandidate({ jobId: `a${index}`, queuedAtMs: index }),
    );
    const modest = [0, 1].map((index) =>
      aCandidate({ jobId: `b${index}`, account: 'team b', queuedAtMs: 100 + index }),
    );

    const assignments = decide(
      [...greedy, ...modest],
      ['1', '2', '3', '4'].map((name) => aBoard({ name })),
    );

    expect(assignments.map(({ jobId }) => jobId)).toEqual(['a0', 'b0', 'a1', 'b1']);
  });

  it('retries on another board, and on the same one only when no other is in service', () => {
    const retried = aCandidate({ jobId: 'j', triedBoards: ['b1'] });

    const other = aBoard({ name: 'b2', occupancy: 'leased' });

    expect(decide([retried], [aBoard({ name: 'b1' }), other])).toEqual([]);
    expect(decide([retried], [aBoard({ name: 'b1' }), { ...other, health: 'quarantined' }])).toHaveLength(1);
  });

  it('lets only a health check onto a quarantined board', () => {
    const board = aBoard({ name: 'b1', health: 'quarantined' });

    expect(decide([aCandidate({ jobId: 'work' })], [board])).toEqual([]);
    expect(decide([aCandidate({ jobId: 'check', healthCheck: true, board: 'b1' })], [board])).toHaveLength(1);
  });

  it('prefers a board in good health to a suspect one', () => {
    const assignments = decide(
      [aCandidate({ jobId: 'j' })],
      [aBoard({ name: 'b1', health: 'suspect' }), aBoard({ name: 'b2' })],
    );

    expect(assignments[0]?.boardId).toBe('id of b2');
  });

  it('never gives a board twice, a job twice, or a board that a rule forbids', () => {
    const board = fc.record({
      fidelity: fc.constantFrom('emulated' as const, 'fake' as const),
      link: fc.constantFrom('connected' as const, 'flapping' as const, 'disconnected' as const),
      occupancy: fc.constantFrom('idle' as const, 'leased' as const, 'draining' as const, 'unsafe' as const),
      health: fc.constantFrom(
        'good' as const,
        'unknown' as const,
        'quarantined' as const,
        'maintenance' as const,
      ),
      agentDraining: fc.boolean(),
    });
    const job = fc.record({
      account: fc.constantFrom('a', 'b', 'c'),
      priority: fc.constantFrom(0, 100),
      queuedAtMs: fc.nat(20),
      notBeforeMs: fc.constantFrom(0, 2000),
    });

    fc.assert(
      fc.property(
        fc.array(board, { maxLength: 12 }),
        fc.array(job, { maxLength: 12 }),
        fc.nat(),
        (some, jobs, seed) => {
          const boards = some.map((one, index) => aBoard({ ...one, name: `b${index}` }));
          const candidates = jobs.map((one, index) => aCandidate({ ...one, jobId: `j${index}` }));

          const assignments = decide(candidates, boards, seed);

          expect(new Set(assignments.map(({ jobId }) => jobId)).size).toBe(assignments.length);
          expect(new Set(assignments.map(({ boardId }) => boardId)).size).toBe(assignments.length);
          const usable = boards.filter(
            (one) =>
              one.fidelity === 'emulated' &&
              one.link === 'connected' &&
              one.occupancy === 'idle' &&
              (one.health === 'good' || one.health === 'unknown') &&
              !one.agentDraining,
          );
          const ready = candidates.filter((one) => one.notBeforeMs !== 2000);
          expect(assignments).toHaveLength(Math.min(usable.length, ready.length));
          for (const { boardId } of assignments) expect(usable.map(({ id }) => id)).toContain(boardId);
        },
      ),
    );
  });

  it('keeps two teams with endless work within one job of each other', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 20 }), (freeBoards) => {
        let fairShare = assign({ candidates: [], boards: [], fairShare: [], nowMs: 0, seed: 0 }).charged;
        const served = { a: 0, b: 0 };
        freeBoards.forEach((count, round) => {
          const candidates = (['a', 'b'] as const).flatMap((account) =>
            Array.from({ length: 4 }, (_, index) => aCandidate({ jobId: `${account}${index}`, account })),
          );
          const boards = Array.from({ length: count }, (_, index) => aBoard({ name: `b${index}` }));
          const schedule = assign({ candidates, boards, fairShare, nowMs: 0, seed: round });
          for (const { jobId } of schedule.assignments) served[jobId.startsWith('a') ? 'a' : 'b'] += 1;
          const charged = new Set(schedule.charged.map(({ account }) => account));
          fairShare = [...fairShare.filter(({ account }) => !charged.has(account)), ...schedule.charged];
        });

        expect(Math.abs(served.a - served.b)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('fair share over time', () => {
  it('lets a team that comes back neither catch up nor pay for the time when it was alone', () => {
    const alone = assign({
      candidates: Array.from({ length: 6 }, (_, index) => aCandidate({ jobId: `a${index}` })),
      boards: Array.from({ length: 6 }, (_, index) => aBoard({ name: `b${index}` })),
      fairShare: [],
      nowMs: 0,
      seed: 1,
    });

    const both = assign({
      candidates: ['a', 'b'].flatMap((account) =>
        [0, 1, 2].map((index) => aCandidate({ jobId: `${account}${index}`, account: `team ${account}` })),
      ),
      boards: Array.from({ length: 4 }, (_, index) => aBoard({ name: `b${index}` })),
      fairShare: alone.charged,
      nowMs: 0,
      seed: 1,
    });

    const served = both.assignments.map(({ jobId }) => jobId.slice(0, 1));
    expect(served.filter((team) => team === 'a')).toHaveLength(2);
    expect(served.filter((team) => team === 'b')).toHaveLength(2);
  });
});

describe('explainWaiting', () => {
  it('leaves a job queued when every suitable board is busy, and says which', () => {
    const reasons = explainWaiting(
      aCandidate({ jobId: 'j' }),
      [
        aBoard({ name: 'b1', occupancy: 'leased' }),
        aBoard({ name: 'b2', occupancy: 'unsafe' }),
        aBoard({ name: 'f', fidelity: 'fake' }),
      ],
      0,
    );

    expect(reasons.map(({ id, detail }) => [id, detail])).toEqual([
      ['board.unsafe', '1 of 2 suitable boards: b2 (it is unsafe).'],
      ['board.busy', '1 of 2 suitable boards: b1 (it is busy).'],
    ]);
  });

  it('says so when every suitable board is quarantined, and only then', () => {
    const quarantined = ['b1', 'b2'].map((name) => aBoard({ name, health: 'quarantined' }));
    const fake = aBoard({ name: 'f', fidelity: 'fake' });
    const job = aCandidate({ jobId: 'j' });

    const reasons = explainWaiting(job, [...quarantined, fake], 0);
    const busy = explainWaiting(job, [...quarantined, aBoard({ name: 'b3', occupancy: 'leased' })], 0);

    expect(reasons).toMatchObject([
      { id: 'queue.all-quarantined', detail: 'All 2 suitable boards are quarantined: b1, b2.' },
    ]);
    expect(busy.map(({ id }) => id)).toEqual(['board.health', 'board.busy']);
  });

  it('says that no registered board meets the requirement', () => {
    const reasons = explainWaiting(
      aCandidate({
        jobId: 'j',
        requirement: { fidelity: 'board', capabilities: {} },
        capabilityClass: 'board',
      }),
      [aBoard({ name: 'b1' })],
      0,
    );

    expect(reasons).toHaveLength(1);
    expect(reasons[0]).toMatchObject({ id: 'queue.no-such-board' });
    expect(reasons[0]?.detail).toContain('Wanted is board; none of the 1 registered boards');
  });

  it('says that it is not the job’s turn while a board is free', () => {
    expect(explainWaiting(aCandidate({ jobId: 'j' }), [aBoard({ name: 'b1' })], 0)[0]?.id).toBe('queue.turn');
  });
});
