import { Injectable } from '@nestjs/common';
import type { FinalEvaluationView, PhaseId, StartFinalEvaluation } from '@npufarm/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditLog } from '../audit/index.js';
import { Competitions, type NamedPhase } from '../competitions/index.js';
import { JobQueue, WorkTransaction, jobPriorities } from '../jobs/index.js';
import { Leaderboards } from '../leaderboard/index.js';
import type { Principal } from '../platform/auth/principal.js';
import { Clock } from '../platform/clock/clock.js';
import { queryOne } from '../platform/database/query-one.js';
import { FarmError } from '../platform/problems/farm-error.js';
import { notFound } from '../platform/problems/not-found.js';
import { balancedOrder } from './balanced-order.js';
import { finalRows } from './final-rows.js';
import { finalRunsOf } from './final-runs.js';
import { requireBoards } from './require-boards.js';

interface Finalist {
  readonly id: string;
  readonly modelSha256: string;
  readonly modelBytes: number;
}

interface EvaluationRow extends Pick<FinalEvaluationView, 'id' | 'boards' | 'repetitions' | 'startedBy'> {
  readonly startedAt: Date;
  readonly endedAt: Date | null;
}

/** Measures every team's final submission on the same boards, several times, in balanced order. */
@Injectable()
export class FinalEvaluations {
  constructor(
    private readonly dataSource: DataSource,
    private readonly competitions: Competitions,
    private readonly leaderboards: Leaderboards,
    private readonly queue: JobQueue,
    private readonly work: WorkTransaction,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @throws FarmError `evaluation.running`, `evaluation.no-finals`, `board.not-found`, `board.fidelity` */
  async start(
    competition: string,
    phase: string,
    { boards, repetitions }: StartFinalEvaluation,
    principal: Principal,
  ): Promise<void> {
    const named = await this.competitions.getPhase(competition, phase);
    const submissionIds = await this.leaderboards.finalists(named);
    if (submissionIds.length === 0)
      throw refusal('no-finals', `No team has a valid result in ${competition}/${phase}.`);
    await this.work.run(async (manager, notices) => {
      await requireBoards(manager, boards, named.config.acceptedFidelity);
      const evaluation = await queryOne<{ id: string }>(
        manager,
        `INSERT INTO final_evaluations (phase_id, boards, repetitions, started_by, started_at)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (phase_id) WHERE ended_at IS NULL DO NOTHING RETURNING id`,
        [named.phase.id, boards, repetitions, principal.name, this.clock.now()],
      );
      if (evaluation === undefined) {
        throw refusal('running', `A final evaluation of ${competition}/${phase} is under way.`);
      }
      const finalists = await readFinalists(manager, submissionIds);
      for (let repetition = 0; repetition < repetitions; repetition += 1) {
        for (const [index, board] of boards.entries()) {
          for (const finalist of balancedOrder(finalists, index, repetition)) {
            await this.queueRun(manager, named, { evaluationId: evaluation.id, finalist, board, repetition });
          }
        }
      }
      const detail = { boards, repetitions, submissions: submissionIds };
      const subject = `${competition}/${phase}`;
      await this.audit.record(manager, principal, { action: 'evaluation.start', subject, detail });
      notices.workQueued();
    });
  }

  /** The newest evaluation of a phase, made from the stored results. @throws FarmError `evaluation.not-found` */
  async get(competition: string, phase: string): Promise<FinalEvaluationView> {
    const named = await this.competitions.getPhase(competition, phase);
    const row = await queryOne<EvaluationRow>(
      this.dataSource.manager,
      `SELECT id, boards, repetitions, started_by AS "startedBy", started_at AS "startedAt", ended_at AS "endedAt"
       FROM final_evaluations WHERE phase_id = $1 ORDER BY started_at DESC, id DESC LIMIT 1`,
      [named.phase.id],
    );
    if (row === undefined) throw notFound('evaluation', `${competition}/${phase}`, 'Start one first.');
    const rows = finalRows(await finalRunsOf(this.dataSource.manager, row.id));
    const { boards, repetitions } = row;
    return {
      ...row,
      competition,
      phase,
      startedAt: row.startedAt.toISOString(),
      endedAt: row.endedAt?.toISOString() ?? null,
      done: rows.reduce((sum, { done }) => sum + done, 0),
      total: rows.length * boards.length * repetitions,
      rows: rows.toSorted((left, right) => left.team.localeCompare(right.team, 'en')),
    };
  }

  private async queueRun(
    manager: EntityManager,
    { phase, config }: NamedPhase,
    run: { evaluationId: string; finalist: Finalist; board: string; repetition: number },
  ): Promise<void> {
    const { modelSha256, modelBytes, id } = run.finalist;
    const { policy, layout, warmup, runs, acceptedFidelity } = config;
    const compilation = { modelSha256, modelBytes, policy, layout };
    const [job] = await this.queue.enqueue(manager, [
      {
        kind: 'timing',
        phaseId: phase.id as PhaseId,
        priority: jobPriorities.testing,
        requirement: { fidelity: acceptedFidelity, capabilities: {} },
        work: { kind: 'timing', compilation, warmup, runs },
        board: run.board,
      },
    ]);
    await manager.query(
      `INSERT INTO final_runs (evaluation_id, submission_id, board, repetition, job_id) VALUES ($1, $2, $3, $4, $5)`,
      [run.evaluationId, id, run.board, run.repetition, job],
    );
  }
}

function readFinalists(manager: EntityManager, ids: readonly string[]): Promise<Finalist[]> {
  return manager.query(
    `SELECT submission.id, encode(submission.model_sha256, 'hex') AS "modelSha256",
            submission.model_bytes::integer AS "modelBytes"
     FROM submissions submission
     WHERE submission.id = ANY ($1::uuid[]) AND submission.files_deleted_at IS NULL ORDER BY submission.id`,
    [ids],
  );
}

function refusal(what: string, detail: string): FarmError {
  const hint = 'See "npufarm evaluation show".';
  return new FarmError({ code: `evaluation.${what}`, fault: 'participant', status: 409, detail, hint });
}
