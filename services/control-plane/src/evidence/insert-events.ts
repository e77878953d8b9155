import type { AttemptNumber, JobId, Stage, SubmissionId } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';
import { copyRows } from '../platform/database/copy-rows.js';
import { RowEncoder } from '../platform/database/row-encoder.js';
import { HoleError } from './hole.error.js';
import type { LogLine } from './log-line.js';

/** An attempt whose log has grown. */
export interface StoredAttempt {
  readonly attempt: AttemptNumber;
  readonly jobId: JobId;
  readonly submissionId: SubmissionId | null;
}

/** What was stored, and what could not be. */
export interface InsertOutcome {
  readonly stored: readonly StoredAttempt[];
  /** Batches that would leave a hole in their attempt's log. */
  readonly holes: ReadonlyMap<readonly LogLine[], HoleError>;
}

/**
 * Stores batches of lines, each of one attempt and consecutive, of any number of attempts. Lines that are there
 * already are left alone; a batch that lines are missing before is left out.
 */
export async function insertEvents(
  manager: EntityManager,
  batches: readonly (readonly LogLine[])[],
  now: Date,
): Promise<InsertOutcome> {
  const attempts = [...new Set(batches.flatMap(([first]) => first?.attempt ?? []))];
  // Row locks in the order of the attempts' numbers, so that two writers never wait for each other.
  const standings: { id: AttemptNumber; last_seq: string }[] = await manager.query(
    'SELECT id, last_seq FROM attempts WHERE id = ANY($1::bigint[]) ORDER BY id FOR NO KEY UPDATE',
    [attempts],
  );
  const { lines, holes } = chain(
    batches,
    new Map(standings.map(({ id, last_seq }) => [id, BigInt(last_seq) + 1n])),
  );
  if (lines.length === 0) return { stored: [], holes };
  await storeLines(manager, lines);
  const stored = await advance(manager, lines, now);
  return { stored, holes };
}

/** The lines that go on where each attempt's log ends, and the batches that do not. */
function chain(
  batches: readonly (readonly LogLine[])[],
  nextSeqs: Map<AttemptNumber, bigint>,
): { lines: LogLine[]; holes: Map<readonly LogLine[], HoleError> } {
  const lines: LogLine[] = [];
  const holes = new Map<readonly LogLine[], HoleError>();
  for (const batch of batches) {
    const [first] = batch;
    if (first === undefined) continue;
    const nextSeq = nextSeqs.get(first.attempt);
    if (nextSeq === undefined) throw new Error(`There is no attempt ${first.attempt} to keep lines of.`);
    if (first.seq > nextSeq) {
      holes.set(batch, new HoleError(first.attempt, nextSeq, first.seq));
      continue;
    }
    const fresh = batch.filter(({ seq }) => seq >= nextSeq);
    for (const line of fresh) lines.push(line);
    nextSeqs.set(first.attempt, nextSeq + BigInt(fresh.length));
  }
  return { lines, holes };
}

/** The caller holds the attempts' locks and knows where each log ends, so no line is there already. */
async function storeLines(manager: EntityManager, lines: readonly LogLine[]): Promise<void> {
  const rows = new RowEncoder(9);
  for (const { attempt, seq, at, stage, level, source, kind, text, data } of lines) {
    rows.row().bigint(BigInt(attempt)).bigint(seq).timestamptz(at);
    rows.text(stage).text(level).text(source).text(kind).text(text).jsonb(data);
  }
  await copyRows(manager, 'events (attempt_id, seq, at, stage, level, source, kind, text, data)', rows);
}

/** Notes for every attempt up to where its log is stored. */
async function advance(
  manager: EntityManager,
  lines: readonly LogLine[],
  now: Date,
): Promise<StoredAttempt[]> {
  const ends = [...lastLines(lines).values()];
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
