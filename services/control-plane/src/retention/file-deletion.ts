import { Injectable } from '@nestjs/common';
import { type SubmissionId, type SubmissionState, isFinalSubmissionState } from '@npufarm/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditLog } from '../audit/index.js';
import type { Principal } from '../platform/auth/principal.js';
import { teamOf } from '../platform/auth/team-of.js';
import { Clock } from '../platform/clock/clock.js';
import { queryOne } from '../platform/database/query-one.js';
import { FarmError } from '../platform/problems/farm-error.js';
import { notFound } from '../platform/problems/not-found.js';

interface Standing {
  readonly state: SubmissionState;
  readonly isFinal: boolean;
  readonly isShown: boolean;
}

const retention = { name: 'retention', role: 'organizer' } as const;

/** Deletes the files of submissions. Their digests, results and scores stay; what ran cannot run again. */
@Injectable()
export class FileDeletion {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Deleting again changes nothing.
   *
   * @throws FarmError `submission.not-found`, `submission.running`, `submission.is-final`
   */
  async delete(id: SubmissionId, principal: Principal): Promise<void> {
    const teamId = teamOf(principal);
    await this.dataSource.transaction(async (manager) => {
      const standing = await queryOne<Standing>(
        manager,
        `SELECT submission.state, submission.is_final AS "isFinal",
                phase.state = 'closed' AND (phase.published_at IS NOT NULL
                  OR coalesce(phase.config ->> 'results', 'public') = 'public') AS "isShown"
         FROM submissions submission JOIN phases phase ON phase.id = submission.phase_id
         WHERE submission.id = $1 AND ($2::uuid IS NULL OR submission.team_id = $2) FOR UPDATE OF submission`,
        [id, teamId ?? null],
      );
      if (standing === undefined) throw notFound('submission', id);
      requireDeletable(id, standing);
      await this.drop(manager, id, principal);
    });
  }

  /** Deletes up to `limit` submissions' files that their phases no longer keep; returns how many. */
  async expire(limit: number): Promise<number> {
    return this.dataSource.transaction(async (manager) => {
      const due: { id: SubmissionId }[] = await manager.query(
        `SELECT submission.id FROM submissions submission JOIN phases phase ON phase.id = submission.phase_id
         WHERE submission.files_deleted_at IS NULL AND submission.ended_at IS NOT NULL AND phase.state = 'closed'
           AND phase.closed_at < $1::timestamptz - make_interval(days => (phase.config ->> 'modelRetentionDays')::integer)
         ORDER BY submission.id LIMIT $2 FOR UPDATE OF submission SKIP LOCKED`,
        [this.clock.now(), limit],
      );
      for (const { id } of due) await this.drop(manager, id, retention);
      return due.length;
    });
  }

  private async drop(
    manager: EntityManager,
    id: SubmissionId,
    actor: Pick<Principal, 'name' | 'role'>,
  ): Promise<void> {
    const [files]: [{ role: string; sha256: string }[]] = await manager.query(
      `DELETE FROM submission_files WHERE submission_id = $1 RETURNING role, encode(sha256, 'hex') AS sha256`,
      [id],
    );
    await manager.query('DELETE FROM sample_outputs WHERE submission_id = $1', [id]);
    const [marked]: [unknown[]] = await manager.query(
      'UPDATE submissions SET files_deleted_at = $2 WHERE id = $1 AND files_deleted_at IS NULL RETURNING id',
      [id, this.clock.now()],
    );
    if (marked.length === 0) return;
    await this.audit.record(manager, actor, {
      action: 'submission.delete-files',
      subject: id,
      detail: { files },
    });
  }
}

function requireDeletable(id: SubmissionId, { state, isFinal, isShown }: Standing): void {
  if (!isFinalSubmissionState(state)) {
    throw refusal('running', `Submission ${id} is ${state}.`, 'Wait for its end, or withdraw it first.');
  }
  if (isFinal && !isShown) {
    const hint = 'Declare another one final, or wait until the results are published.';
    throw refusal('is-final', `Submission ${id} counts for its team in a phase that is not over.`, hint);
  }
}

function refusal(what: string, detail: string, hint: string): FarmError {
  return new FarmError({ code: `submission.${what}`, fault: 'participant', status: 409, detail, hint });
}
