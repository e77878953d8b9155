import type { EntityManager } from 'typeorm';
import type { FinalRun } from './final-rows.js';

/** The runs of an evaluation with what they measured; one that was run again counts in its newest form. */
export function finalRunsOf(
  manager: Pick<EntityManager, 'query'>,
  evaluationId: string,
): Promise<FinalRun[]> {
  return manager.query(
    `SELECT run.submission_id AS "submissionId", team.name AS team, run.board, job.state,
            (result.data ->> 'inferenceUs')::double precision AS "inferenceUs"
     FROM final_runs run
     JOIN submissions submission ON submission.id = run.submission_id
     JOIN teams team ON team.id = submission.team_id
     JOIN jobs job ON job.id = newest_job(run.job_id)
     LEFT JOIN attempts attempt ON attempt.job_id = job.id AND attempt.state = 'COMMITTED'
     LEFT JOIN results result ON result.attempt_id = attempt.id AND result.kind = 'timing'
     WHERE run.evaluation_id = $1 ORDER BY run.submission_id, run.board, run.repetition`,
    [evaluationId],
  );
}
