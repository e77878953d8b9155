import type { AttemptNumber, JobId, Stage, SubmissionId } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';
import type { LogLine } from './log-line.js';

/** An attempt whose log has grown. */
export interface StoredAttempt {
  readonly attempt: AttemptNumber;
  readonly jobId: JobId;
  readonly submissionId: SubmissionId | null;
}

/** Stores lines of any number of attempts; lines that are there already are left alone. */
export async function insertEvents(
  manager: EntityManager,
  lines: readonly LogLine[],
  now: Date,
): Promise<StoredAttempt[]> {
  await manager.query(
    `INSERT INTO events (attempt_id, seq, at, stage, level, source, kind, text, data)
     SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::timestamptz[], $4::text[], $5::text[], $6::text[],
       $7::text[], $8::text[], $9::jsonb[])
     ON CONFLICT DO NOTHING`,
    [
      lines.map(({ attempt }) => attempt),
      lines.map(({ seq }) => seq.toString()),
      lines.map(({ at }) => at),
      lines.map(({ stage }) => stage),
      lines.map(({ level }) => level),
      lines.map(({ source }) => source),
      lines.map(({ kind }) => kind),
      lines.map(({ text }) => text),
      lines.map(({ data }) => data ?? null),
    ],
  );
  const ends = [...lastLines(lines).values()];
  // Row locks in the order of the attempts' numbers, so that two writers never wait for each other.
  await manager.query('SELECT id FROM attempts WHERE id = ANY($1::bigint[]) ORDER BY id FOR NO KEY UPDATE', [
    ends.map(({ attempt }) => attempt),
  ]);
  const [stored]: [StoredAttempt[]] = await manager.query(
    `UPDATE attempts a SET last_seq = greatest(a.last_seq, v.seq), stage = v.stage,
       stage_since = CASE WHEN v.stage IS DISTINCT FROM a.stage THEN $4 ELSE a.stage_since END
     FROM unnest($1::bigint[], $2::bigint[], $3::text[]) AS v (attempt, seq, stage), jobs j
     WHERE a.id = v.attempt AND j.id = a.job_id
     RETURNING a.id AS attempt, j.id AS "jobId", j.submission_id AS "submissionId"`,
    [
      ends.map(({ attempt }) => attempt),
      ends.map(({ seq }) => seq.toString()),
      ends.map(({ stage }): Stage => stage),
      now,
    ],
  );
  return stored;
}

function lastLines(lines: readonly LogLine[]): Map<AttemptNumber, LogLine> {
  const last = new Map<AttemptNumber, LogLine>();
  for (const line of lines) {
    const known = last.get(line.attempt);
    if (known === undefined || line.seq > known.seq) last.set(line.attempt, line);
  }
  return last;
}
