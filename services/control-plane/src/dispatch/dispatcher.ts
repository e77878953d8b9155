import { Injectable } from '@nestjs/common';
import type { JobId } from '@npufarm/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../platform/clock/clock.js';
import { FarmEvents } from '../platform/events/farm-events.js';
import { assign, type Candidate } from '../scheduling/index.js';
import { AgentMail } from './agent-mail.js';
import { type Grant, grantOffers } from './grant-offers.js';
import type { Offer } from './offer.js';
import { type DispatchBoard, lockFreeBoards, readBoards } from './read-boards.js';
import { readCandidates, readFairShare } from './read-candidates.js';

const jobsPerAccount = 32;
const lockRounds = 3;

/** Brings waiting jobs to free boards; any number of copies may do so at once. */
@Injectable()
export class Dispatcher {
  private seed = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly mail: AgentMail,
    private readonly events: FarmEvents,
  ) {}

  /** One look at the queue; returns the offers that were made. The mail goes out after the commit. */
  async dispatch(): Promise<Offer[]> {
    const offers = await this.dataSource.transaction((manager) => this.decide(manager));
    for (const { jobId, submissionId } of offers) this.events.publish('job-changed', { jobId, submissionId });
    void this.mail.send(offers.map(({ agentId, attempt }) => ({ kind: 'dispatch', agentId, attempt })));
    return offers;
  }

  private async decide(manager: EntityManager): Promise<Offer[]> {
    const free = await lockFreeBoards(manager);
    if (free.length === 0) return [];
    const now = this.clock.now();
    const candidates = await readCandidates(manager, Math.min(free.length, jobsPerAccount), now);
    if (candidates.length === 0) return [];
    const classes = [...new Set(candidates.map(({ capabilityClass }) => capabilityClass))];
    const fairShare = await readFairShare(manager, classes);
    const boards = await this.withOthers(manager, free, candidates);
    this.seed += 1;

    const locked = new Set<JobId>();
    const lost = new Set<JobId>();
    for (let round = 0; round < lockRounds; round += 1) {
      const schedule = assign({
        candidates: candidates.filter(({ jobId }) => !lost.has(jobId)),
        boards,
        fairShare,
        nowMs: now.getTime(),
        seed: this.seed,
      });
      const wanted = schedule.assignments.map(({ jobId }) => jobId);
      await lockJobs(manager, wanted, locked, lost);
      if (wanted.every((jobId) => locked.has(jobId))) {
        if (wanted.length === 0) return [];
        return grantOffers(manager, grantsOf(schedule.assignments, free), schedule.charged, now);
      }
    }
    return [];
  }

  /** A retried job may repeat a board only when no other one is in service, so then all boards are looked at. */
  private async withOthers(
    manager: EntityManager,
    free: readonly DispatchBoard[],
    candidates: readonly Candidate[],
  ): Promise<readonly DispatchBoard[]> {
    if (candidates.every(({ triedBoards }) => triedBoards.length === 0)) return free;
    const ids = new Set(free.map(({ id }) => id));
    const others = (await readBoards(manager)).filter(({ id }) => !ids.has(id));
    // A board that turned idle since belongs to whoever holds its lock.
    return [...free, ...others.map((board) => ({ ...board, occupancy: 'leased' as const }))];
  }
}

async function lockJobs(
  manager: EntityManager,
  wanted: readonly JobId[],
  locked: Set<JobId>,
  lost: Set<JobId>,
): Promise<void> {
  const missing = wanted.filter((jobId) => !locked.has(jobId));
  if (missing.length === 0) return;
  const rows: { id: JobId }[] = await manager.query(
    `SELECT id FROM jobs WHERE id = ANY($1::uuid[]) AND state = 'QUEUED' FOR NO KEY UPDATE SKIP LOCKED`,
    [missing],
  );
  for (const { id } of rows) locked.add(id);
  for (const jobId of missing) if (!locked.has(jobId)) lost.add(jobId);
}

function grantsOf(
  assignments: readonly { jobId: JobId; boardId: DispatchBoard['id'] }[],
  free: readonly DispatchBoard[],
): Grant[] {
  const agents = new Map(free.map((board) => [board.id, board.agentId]));
  return assignments.flatMap(({ jobId, boardId }) => {
    const agentId = agents.get(boardId);
    return agentId === undefined ? [] : [{ jobId, boardId, agentId }];
  });
}
