import { Injectable } from '@nestjs/common';
import type { LeaderboardRow, LeaderboardView } from '@npufarm/contracts';
import { DataSource } from 'typeorm';
import { Competitions } from '../competitions/index.js';
import { BaselineView } from '../submissions/index.js';
import type { LeaderboardEntry } from './leaderboard-entry.js';
import { rankEntries } from './rank-entries.js';

/** The tables that a challenge is about. Only what is in `scores` can be ranked. */
@Injectable()
export class Leaderboards {
  constructor(
    private readonly dataSource: DataSource,
    private readonly competitions: Competitions,
    private readonly baselines: BaselineView,
  ) {}

  /** @throws FarmError `competition.not-found`, `phase.not-found` */
  async get(competitionSlug: string, phaseSlug: string): Promise<LeaderboardView> {
    const { phase, config } = await this.competitions.getPhase(competitionSlug, phaseSlug);
    const entries: LeaderboardEntry[] = await this.dataSource.query(
      `SELECT score.submission_id AS "submissionId", team.name AS team, submission.late,
              blob.bytes::integer AS "modelBytes", score.fidelity, score.psnr, score.ssim,
              score.npu_ms AS "npuMs", score.cpu_ms AS "cpuMs", score.score, score.finalised_at AS "finalisedAt"
       FROM scores score
       JOIN submissions submission ON submission.id = score.submission_id
       JOIN teams team ON team.id = score.team_id
       JOIN blobs blob ON blob.sha256 = submission.model_sha256
       WHERE score.phase_id = $1 AND score.config_hash = $2 AND score.fidelity = $3`,
      [phase.id, phase.configHash, config.acceptedFidelity],
    );
    const baseline =
      phase.datasetId === null ? null : await this.baselines.get(phase.datasetId, config.metric);
    return {
      competition: competitionSlug,
      phase: phaseSlug,
      configHash: phase.configHash,
      fidelity: config.acceptedFidelity,
      metric: config.metric,
      rows: [...rankEntries(entries), ...(baseline === null ? [] : [bicubicRow(baseline)])],
    };
  }
}

function bicubicRow({ psnr, ssim }: { psnr: number | null; ssim: number }): LeaderboardRow {
  return {
    rank: null,
    team: 'bicubic',
    baseline: true,
    late: false,
    modelBytes: null,
    psnr,
    ssim,
    deltaPsnr: null,
    deltaSsim: null,
    cpuMs: null,
    npuMs: null,
    speedUp: null,
    score: null,
    fidelity: null,
    submissionId: null,
    entries: 0,
  };
}
