import { Injectable } from '@nestjs/common';
import type { LeaderboardView } from '@npufarm/contracts';
import { DataSource } from 'typeorm';
import { Competitions, type NamedPhase } from '../competitions/index.js';
import type { Principal } from '../platform/auth/principal.js';
import { FarmError } from '../platform/problems/farm-error.js';
import { BaselineView } from '../submissions/index.js';
import { baselineRow } from './baseline-row.js';
import { chooseEntries } from './choose-entries.js';
import type { LeaderboardEntry } from './leaderboard-entry.js';
import { rankEntries } from './rank-entries.js';
import { type ScoreRule, scoreUnder } from './score-rule.js';

/** The tables that a challenge is about. Only what is in `scores` can be ranked. */
@Injectable()
export class Leaderboards {
  constructor(
    private readonly dataSource: DataSource,
    private readonly competitions: Competitions,
    private readonly baselines: BaselineView,
  ) {}

  /**
   * The table of a phase; with a rule, as its stored results would stand under that one.
   *
   * @throws FarmError `competition.not-found`, `phase.not-found`, `leaderboard.hidden`
   */
  async get(
    competitionSlug: string,
    phaseSlug: string,
    { role }: Pick<Principal, 'role'>,
    rule?: ScoreRule,
  ): Promise<LeaderboardView> {
    const named = await this.competitions.getPhase(competitionSlug, phaseSlug);
    const { phase, config } = named;
    if (role === 'participant') requireShown(named);
    const bicubic =
      phase.datasetId === null ? null : await this.baselines.get(phase.datasetId, config.metric);
    const { scoreConstant, scoreFormula } = rule ?? config;
    const stored = await this.entries(named);
    const entries =
      rule === undefined ? stored : stored.map((entry) => ({ ...entry, score: scoreUnder(rule, entry) }));
    return {
      competition: competitionSlug,
      phase: phaseSlug,
      configHash: phase.configHash,
      fidelity: config.acceptedFidelity,
      metric: config.metric,
      ranking: config.ranking,
      scoreConstant,
      scoreFormula,
      rows: [
        ...rankEntries(entries, config.ranking, config.baselines),
        ...config.baselines.map(({ team, ...quality }) => baselineRow(team, quality)),
        ...(bicubic === null ? [] : [baselineRow('bicubic', bicubic)]),
      ],
    };
  }

  /** The submission that stands for each team; late ones too. */
  async finalists(named: NamedPhase): Promise<string[]> {
    const chosen = chooseEntries(await this.entries(named), named.config.ranking);
    return chosen.map(({ entry }) => entry.submissionId);
  }

  private entries({ phase, config }: NamedPhase): Promise<LeaderboardEntry[]> {
    return this.dataSource.query(
      `SELECT score.submission_id AS "submissionId", team.name AS team, submission.late,
              submission.is_final AS "isFinal", submission.created_at AS "createdAt",
              submission.model_bytes::integer AS "modelBytes", submission.network_hash AS "networkHash",
              coalesce(submission.factsheet, said.factsheet) AS factsheet,
              score.fidelity, score.psnr, score.ssim, score.delta_psnr AS "deltaPsnr", score.delta_ssim AS "deltaSsim",
              coalesce(score.final_npu_ms, score.npu_ms) AS "npuMs", score.cpu_ms AS "cpuMs",
              coalesce(score.final_score, score.score) AS score,
              score.final_score IS NOT NULL AS "isFinalEvaluation", score.finalised_at AS "finalisedAt",
              EXISTS (
                SELECT FROM jobs job
                JOIN attempts attempt ON attempt.job_id = job.id AND attempt.state = 'COMMITTED'
                JOIN boards board ON board.id = attempt.board_id
                JOIN board_invalidations invalid ON invalid.board = board.name
                  AND attempt.accepted_at < invalid.ends_at AND attempt.ended_at > invalid.starts_at
                WHERE job.superseded_by IS NULL AND (job.submission_id = submission.id OR job.id IN (
                  SELECT newest_job(run.job_id) FROM final_runs run
                  WHERE run.submission_id = submission.id AND run.evaluation_id = (
                    SELECT id FROM final_evaluations WHERE phase_id = score.phase_id
                    ORDER BY started_at DESC, id DESC LIMIT 1)))
              ) AS "needsRerun"
       FROM scores score
       JOIN submissions submission ON submission.id = score.submission_id
       JOIN teams team ON team.id = score.team_id
       JOIN phases phase ON phase.id = score.phase_id
       LEFT JOIN factsheets said ON said.team_id = team.id AND said.competition_id = phase.competition_id
       WHERE score.phase_id = $1 AND score.config_hash = $2 AND score.fidelity = $3 AND submission.state = 'SCORED'`,
      [phase.id, phase.configHash, config.acceptedFidelity],
    );
  }
}

function requireShown({ phase, competition, config }: NamedPhase): void {
  if (config.results === 'public' || phase.publishedAt !== null) return;
  throw new FarmError({
    code: 'leaderboard.hidden',
    fault: 'participant',
    status: 403,
    detail: `The results of the phase ${competition.slug}/${phase.slug} are not public yet.`,
    hint: 'The organizer publishes them at the end.',
  });
}
