import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Long enough for an agent that has written an output to present the result that names it. */
const restMinutes = 10;

/**
 * Drops outputs that no result waits for: they are scored, or nobody will ever ask for them. While a fidelity job that
 * has been tried is open, its agent may still come back with a result that names what it wrote.
 */
@Injectable()
export class OutputCollection {
  constructor(private readonly dataSource: DataSource) {}

  /** Removes up to `limit` outputs; returns how many. */
  async collect(limit: number): Promise<number> {
    const [removed]: [{ sha256: Buffer }[]] = await this.dataSource.query(
      `DELETE FROM blobs WHERE sha256 IN (
         SELECT blob.sha256 FROM blobs blob
         WHERE blob.kind = 'output' AND blob.last_written_at < now() - make_interval(mins => ${restMinutes})
           AND NOT EXISTS (SELECT FROM sample_outputs sample WHERE sample.sha256 = blob.sha256)
           AND NOT EXISTS (
             SELECT FROM jobs job WHERE job.kind = 'fidelity' AND job.state IN ('QUEUED', 'ACTIVE')
               AND job.attempt_count > 0 AND job.queued_at < blob.last_written_at)
           AND NOT EXISTS (
             SELECT FROM submissions submission
             JOIN jobs job ON job.submission_id = submission.id AND job.kind = 'fidelity'
             JOIN attempts attempt ON attempt.job_id = job.id AND attempt.state = 'COMMITTED'
             JOIN results result ON result.attempt_id = attempt.id AND result.kind = 'fidelity'
             CROSS JOIN LATERAL jsonb_to_recordset(result.data -> 'pictures') AS output (name text, sha256 text)
             WHERE submission.state = 'EVALUATING' AND output.sha256 = encode(blob.sha256, 'hex')
               AND NOT EXISTS (
                 SELECT FROM picture_scores score WHERE score.job_id = job.id AND score.name = output.name))
         LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING sha256`,
      [limit],
    );
    return removed.length;
  }
}
