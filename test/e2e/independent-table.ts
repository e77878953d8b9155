import type { DataSource } from 'typeorm';

interface RawRow {
  readonly team: string;
  readonly cpu: number;
  readonly psnr: number;
  readonly ssim: number;
  readonly float_psnr: number | null;
  readonly float_ssim: number | null;
}

interface RawRun {
  readonly team: string;
  readonly us: number;
}

/**
 * The cells of the results table, computed from raw results only: board timings of the final evaluation, scores of
 * single pictures, and the formula of the challenge. Shares no code with the farm.
 */
export async function independentTable(database: DataSource, phase: string): Promise<string[][]> {
  const quality: RawRow[] = await database.query(
    `SELECT t.name AS team, (SELECT (r.data->>'cpuUs')::float8 / 1000 FROM jobs tj
              JOIN attempts ta ON ta.job_id = tj.id AND ta.state = 'COMMITTED'
              JOIN results r ON r.attempt_id = ta.id WHERE tj.submission_id = s.id AND tj.kind = 'timing') AS cpu,
            avg(p.psnr) AS psnr, avg(p.ssim) AS ssim,
            (SELECT avg(f.psnr) FROM float_picture_scores f WHERE f.submission_id = s.id) AS float_psnr,
            (SELECT avg(f.ssim) FROM float_picture_scores f WHERE f.submission_id = s.id) AS float_ssim
     FROM submissions s JOIN teams t ON t.id = s.team_id JOIN phases ph ON ph.id = s.phase_id
     JOIN jobs j ON j.submission_id = s.id AND j.kind = 'fidelity' JOIN picture_scores p ON p.job_id = j.id
     WHERE ph.slug = $1 AND s.is_final GROUP BY s.id, t.name`,
    [phase],
  );
  const runs: RawRun[] = await database.query(
    `SELECT t.name AS team, (r.data->>'inferenceUs')::float8 AS us
     FROM final_runs f JOIN submissions s ON s.id = f.submission_id JOIN teams t ON t.id = s.team_id
     JOIN attempts a ON a.job_id = f.job_id AND a.state = 'COMMITTED' JOIN results r ON r.attempt_id = a.id
     JOIN phases ph ON ph.id = s.phase_id WHERE ph.slug = $1`,
    [phase],
  );
  return quality
    .map(({ team, cpu, psnr, ssim, float_psnr: floatPsnr, float_ssim: floatSsim }) => {
      const own = runs
        .filter((run) => run.team === team)
        .map(({ us }) => us / 1000)
        .toSorted((left, right) => left - right);
      const npu = ((own[(own.length - 1) >> 1] ?? Number.NaN) + (own[own.length >> 1] ?? Number.NaN)) / 2;
      const dPsnr = floatPsnr === null ? 'N.A.' : (floatPsnr - psnr).toFixed(2);
      const dSsim = floatSsim === null ? 'N.A.' : (floatSsim - ssim).toFixed(4);
      return { team, cpu, psnr, ssim, dPsnr, dSsim, npu, score: 4 ** (psnr - 24) / npu };
    })
    .toSorted((left, right) => right.score - left.score)
    .map(({ team, cpu, psnr, ssim, dPsnr, dSsim, npu, score }, index) => [
      String(index + 1),
      team,
      psnr.toFixed(2),
      ssim.toFixed(4),
      dPsnr,
      dSsim,
      cpu.toFixed(0),
      npu.toFixed(2),
      (cpu / npu).toFixed(1),
      score.toFixed(2),
    ]);
}
