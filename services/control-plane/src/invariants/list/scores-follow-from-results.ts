import type { Invariant } from '../invariant.js';

const tolerance = 1e-9;
const differs = (a: string, b: string): string => `abs(${a} - ${b}) > ${tolerance} * greatest(abs(${a}), 1)`;

/** SQL for what a score row must say, from the committed results of the jobs that count for submission `s`. */
const derived = `
  SELECT count(*) AS timings, max(r.data->>'fidelity') AS fidelity, max(r.data->>'clock') AS clock,
    max(r.data->>'numerics') AS numerics, max(r.data->>'modelVersion') AS model_version,
    max((r.data->>'inferenceUs')::float8) / 1000 AS npu_ms,
    (SELECT avg(p.psnr) FROM picture_scores p JOIN jobs f ON f.id = p.job_id
     WHERE f.submission_id = s.id AND f.superseded_by IS NULL) AS psnr,
    (SELECT avg(p.ssim) FROM picture_scores p JOIN jobs f ON f.id = p.job_id
     WHERE f.submission_id = s.id AND f.superseded_by IS NULL) AS ssim
  FROM jobs j JOIN attempts a ON a.job_id = j.id AND a.state = 'COMMITTED'
  JOIN results r ON r.attempt_id = a.id AND r.kind = 'timing'
  WHERE j.submission_id = s.id AND j.superseded_by IS NULL AND j.kind = 'timing' AND j.state = 'SUCCEEDED'`;

/** Logarithm of base^(psnrFactor psnr + ssimFactor ssim) / (constant npu_ms^runtimeExponent), the score that a row must have. */
const parameter = (name: string, otherwise: number): string =>
  `coalesce((p.config->'scoreFormula'->>'${name}')::float8, ${otherwise})`;
const logarithm = (
  npuMs: string,
): string => `(${parameter('psnrFactor', 2)} * c.psnr + ${parameter('ssimFactor', 0)} * c.ssim)
  * ln(${parameter('base', 2)}) - ln((p.config->>'scoreConstant')::float8)
  - ${parameter('runtimeExponent', 1)} * ln(${npuMs})`;

const isUnderWay = `EXISTS (SELECT FROM jobs o WHERE o.submission_id = s.id AND o.superseded_by IS NULL
  AND o.state IN ('QUEUED', 'ACTIVE'))`;

export const scoresFollowFromResults: Invariant = {
  id: 'I6',
  sentence:
    'A score that is ranked belongs to a scored submission and follows from its committed results alone.',
  sql: `
    SELECT 'submission ' || s.id AS subject, 'is ' || s.state || ', but has a score of ' || c.score AS detail
    FROM scores c JOIN submissions s ON s.id = c.submission_id WHERE s.state <> 'SCORED'
    UNION ALL
    SELECT 'submission ' || s.id, 'is SCORED without a score or a reason why it is not ranked' FROM submissions s
    WHERE s.state = 'SCORED' AND s.state_reason IS NULL
      AND NOT EXISTS (SELECT FROM scores c WHERE c.submission_id = s.id)
    UNION ALL
    SELECT 'submission ' || s.id, 'is ranked with ' || c.npu_ms || ' ms, ' || c.psnr || ' dB, SSIM ' || c.ssim
      || ', ' || c.fidelity || '; its results say ' || coalesce(d.npu_ms::text, 'no') || ' ms, '
      || coalesce(d.psnr::text, 'no') || ' dB, SSIM ' || coalesce(d.ssim::text, 'no') || ', ' || coalesce(d.fidelity, 'nothing')
    FROM scores c JOIN submissions s ON s.id = c.submission_id CROSS JOIN LATERAL (${derived}) d
    WHERE s.state = 'SCORED' AND NOT ${isUnderWay}
      AND (d.timings <> 1 OR d.psnr IS NULL OR d.fidelity <> c.fidelity OR d.clock <> c.clock
        OR d.numerics <> c.numerics OR d.model_version <> c.model_version
        OR ${differs('c.npu_ms', 'd.npu_ms')} OR ${differs('c.psnr', 'd.psnr')} OR ${differs('c.ssim', 'd.ssim')})
    UNION ALL
    SELECT 'submission ' || s.id, 'is ranked with a score of ' || c.score || ', which is not that of '
      || c.npu_ms || ' ms and ' || c.psnr || ' dB'
    FROM scores c JOIN submissions s ON s.id = c.submission_id JOIN phases p ON p.id = c.phase_id
    WHERE p.config_hash = c.config_hash AND p.config ? 'scoreConstant' AND (${differs('ln(c.score)', `(${logarithm('c.npu_ms')})`)}
      OR c.final_score IS NOT NULL AND ${differs('ln(c.final_score)', `(${logarithm('c.final_npu_ms')})`)})
    UNION ALL
    SELECT 'submission ' || s.id, 'is ranked in another team or phase than its own'
    FROM scores c JOIN submissions s ON s.id = c.submission_id WHERE c.team_id <> s.team_id OR c.phase_id <> s.phase_id`,
};
