import { Injectable } from '@nestjs/common';
import {
  type PhaseConfig,
  type RescoreAnswer,
  type RescoreRequest,
  phaseConfigSchema,
} from '@npufarm/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditLog } from '../audit/index.js';
import { Competitions, Phase, PhaseSetup } from '../competitions/index.js';
import type { Principal } from '../platform/auth/principal.js';
import { FarmError } from '../platform/problems/farm-error.js';
import { Leaderboards } from './leaderboards.js';
import { scoreUnder } from './score-rule.js';

interface StoredScore {
  readonly submissionId: string;
  readonly psnr: number;
  readonly ssim: number;
  readonly npuMs: number;
  readonly finalNpuMs: number | null;
}

/** Gives the stored results of a phase scores by another formula. No board runs again. */
@Injectable()
export class Rescoring {
  constructor(
    private readonly dataSource: DataSource,
    private readonly competitions: Competitions,
    private readonly phases: PhaseSetup,
    private readonly leaderboards: Leaderboards,
    private readonly audit: AuditLog,
  ) {}

  /** @throws FarmError `phase.not-frozen`, `score.out-of-range` */
  async rescore(
    competition: string,
    slug: string,
    request: RescoreRequest,
    principal: Principal,
  ): Promise<RescoreAnswer> {
    const named = await this.competitions.getPhase(competition, slug);
    if (named.phase.state === 'draft') throw notFrozen(`${competition}/${slug}`);
    const { preview } = request;
    const rescored = await this.dataSource.transaction(async (manager) => {
      const phase = await manager
        .getRepository(Phase)
        .findOneOrFail({ where: { id: named.phase.id }, lock: { mode: 'pessimistic_write' } });
      const config = changed(phaseConfigSchema.parse(phase.config), request);
      const scores = await storedScores(manager, phase);
      const changes = scores.map((score) => newScores(score, config));
      if (preview) return scores.length;
      const configHash = await this.phases.hash(
        manager,
        config,
        phase.datasetId ?? undefined,
        phase.frozen ?? undefined,
      );
      await manager.query(
        'UPDATE phases SET config = $2, config_hash = $3, version = version + 1 WHERE id = $1',
        [phase.id, JSON.stringify(config), configHash],
      );
      for (const { submissionId, score, finalScore } of changes) {
        await manager.query(
          'UPDATE scores SET score = $2, final_score = $3, config_hash = $4 WHERE submission_id = $1',
          [submissionId, score, finalScore, configHash],
        );
      }
      const { scoreConstant, scoreFormula } = config;
      const before = {
        configHash: phase.configHash,
        scoreConstant: phase.config.scoreConstant,
        scoreFormula: phase.config.scoreFormula,
      };
      const after = { configHash, scoreConstant, scoreFormula };
      const detail = { before, after, scores: scores.length };
      await this.audit.record(manager, principal, {
        action: 'phase.rescore',
        subject: `${competition}/${slug}`,
        detail,
      });
      return scores.length;
    });
    const rule = preview ? changed(named.config, request) : undefined;
    return {
      preview,
      rescored,
      previousConfigHash: named.phase.configHash,
      leaderboard: await this.leaderboards.get(competition, slug, principal, rule),
    };
  }
}

function changed(config: PhaseConfig, { scoreConstant, scoreFormula }: RescoreRequest): PhaseConfig {
  return {
    ...config,
    scoreConstant: scoreConstant ?? config.scoreConstant,
    scoreFormula: phaseConfigSchema.shape.scoreFormula.parse({ ...config.scoreFormula, ...scoreFormula }),
  };
}

function storedScores(manager: EntityManager, phase: Phase): Promise<StoredScore[]> {
  return manager.query(
    `SELECT submission_id AS "submissionId", psnr, ssim, npu_ms AS "npuMs", final_npu_ms AS "finalNpuMs"
     FROM scores WHERE phase_id = $1 AND config_hash = $2 ORDER BY submission_id FOR UPDATE`,
    [phase.id, phase.configHash],
  );
}

function newScores(
  { submissionId, finalNpuMs, ...result }: StoredScore,
  config: PhaseConfig,
): { submissionId: string; score: number; finalScore: number | null } {
  try {
    const score = scoreUnder(config, result);
    const finalScore = finalNpuMs === null ? null : scoreUnder(config, { ...result, npuMs: finalNpuMs });
    return { submissionId, score, finalScore };
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new FarmError({
      code: 'score.out-of-range',
      fault: 'participant',
      status: 422,
      detail: `Submission ${submissionId}: ${cause.message}. Nothing has changed.`,
      hint: 'Choose a constant or factors that keep scores in range.',
      cause,
    });
  }
}

function notFrozen(phase: string): FarmError {
  return new FarmError({
    code: 'phase.not-frozen',
    fault: 'participant',
    status: 409,
    detail: `The phase ${phase} is a draft and has no results.`,
    hint: 'Change its document with "npufarm competition update".',
  });
}
