import { Injectable } from '@nestjs/common';
import {
  type JobId,
  type RerunAnswer,
  type RerunRequest,
  type SubmissionId,
  isFinalJobState,
} from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../audit/index.js';
import { Competitions } from '../competitions/index.js';
import { JobQueue, WorkTransaction, jobsOfSubmission, rerunJob } from '../jobs/index.js';
import type { Principal } from '../platform/auth/principal.js';

/** Runs submissions of a phase again, free of quota. A check that refused a model is not repeated. */
@Injectable()
export class Reruns {
  constructor(
    private readonly competitions: Competitions,
    private readonly queue: JobQueue,
    private readonly work: WorkTransaction,
    private readonly audit: AuditLog,
  ) {}

  async rerun(
    competition: string,
    phase: string,
    request: RerunRequest,
    principal: Principal,
  ): Promise<RerunAnswer> {
    const named = await this.competitions.getPhase(competition, phase);
    return this.work.run(async (manager, notices) => {
      const ids = await choose(manager, named.phase.id, request);
      const again: string[] = [];
      let jobs = 0;
      for (const id of ids) {
        const ended = (await jobsOfSubmission(manager, id)).filter(({ state }) => isFinalJobState(state));
        for (const job of ended) await rerunJob(manager, this.queue, job.id);
        if (ended.length > 0) again.push(id);
        jobs += ended.length;
      }
      if (request.invalidated) {
        const runs = await invalidFinalRuns(manager, named.phase.id);
        for (const { jobId } of runs) await rerunJob(manager, this.queue, jobId);
        jobs += runs.length;
        for (const { submissionId } of runs) if (!again.includes(submissionId)) again.push(submissionId);
      }
      const detail = { request, submissions: again, jobs };
      const subject = `${competition}/${phase}`;
      await this.audit.record(manager, principal, { action: 'phase.rerun', subject, detail });
      notices.workQueued();
      return { submissions: again, jobs };
    });
  }
}

/** Ended runs of the newest final evaluation that were measured in an invalidated window. */
function invalidFinalRuns(
  manager: EntityManager,
  phaseId: string,
): Promise<{ jobId: JobId; submissionId: string }[]> {
  return manager.query(
    `SELECT DISTINCT job.id AS "jobId", run.submission_id AS "submissionId" FROM final_runs run
     JOIN jobs job ON job.id = newest_job(run.job_id) AND job.state NOT IN ('QUEUED', 'ACTIVE')
     JOIN attempts attempt ON attempt.job_id = job.id AND attempt.state = 'COMMITTED'
     JOIN boards board ON board.id = attempt.board_id
     JOIN board_invalidations invalid ON invalid.board = board.name
       AND attempt.accepted_at < invalid.ends_at AND attempt.ended_at > invalid.starts_at
     WHERE run.evaluation_id = (
       SELECT id FROM final_evaluations WHERE phase_id = $1 ORDER BY started_at DESC, id DESC LIMIT 1)`,
    [phaseId],
  );
}

async function choose(
  manager: EntityManager,
  phaseId: string,
  { submissions, teams, states, invalidated }: RerunRequest,
): Promise<SubmissionId[]> {
  const rows: { id: SubmissionId }[] = await manager.query(
    `SELECT submission.id FROM submissions submission JOIN teams team ON team.id = submission.team_id
     WHERE submission.phase_id = $1 AND submission.files_deleted_at IS NULL AND submission.state IN ('SCORED', 'REJECTED', 'FAILED')
       AND ($2::uuid[] IS NULL OR submission.id = ANY ($2)) AND ($3::text[] IS NULL OR team.name = ANY ($3))
       AND ($4::text[] IS NULL OR submission.state = ANY ($4))
       AND (NOT $5 OR EXISTS (
         SELECT FROM jobs job JOIN attempts attempt ON attempt.job_id = job.id AND attempt.state = 'COMMITTED'
         JOIN boards board ON board.id = attempt.board_id
         JOIN board_invalidations invalid ON invalid.board = board.name
           AND attempt.accepted_at < invalid.ends_at AND attempt.ended_at > invalid.starts_at
         WHERE job.submission_id = submission.id AND job.superseded_by IS NULL))
     ORDER BY submission.id`,
    [phaseId, submissions ?? null, teams ?? null, states ?? null, invalidated],
  );
  return rows.map(({ id }) => id);
}
