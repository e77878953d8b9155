import { z } from 'zod';
import { coverageSchema } from './coverage.js';
import { sha256Schema } from './ids.js';
import { issueSchema } from './issue.js';
import { reasonSchema } from './reason.js';

export const engineSchema = z.enum(['nn', 'tp', 'ppu']).meta({ id: 'Engine' });
export type Engine = z.infer<typeof engineSchema>;

export const tensorReportSchema = z
  .object({
    name: z.string(),
    type: z.string(),
    shape: z.array(z.number().int()),
    scale: z.number().nullable().default(null),
    zeroPoint: z.number().int().nullable().default(null),
  })
  .meta({ id: 'TensorReport' });
export type TensorReport = z.infer<typeof tensorReportSchema>;

export const operatorReportSchema = z
  .object({
    index: z.number().int(),
    builtin: z.string(),
    unit: z.enum(['npu', 'cpu', 'none']),
    engine: engineSchema.nullable(),
    reasons: z.array(reasonSchema),
  })
  .meta({ id: 'OperatorReport' });
export type OperatorReport = z.infer<typeof operatorReportSchema>;

/**
 * Answer of the delegate about one model under one policy, without running it.
 * An unreadable file has the same keys with null or empty lists.
 */
export const checkReportSchema = z
  .object({
    accepted: z.boolean(),
    policy: z.string(),
    elapsedUs: z.number(),
    model: z.object({
      sha256: sha256Schema,
      bytes: z.number().int(),
      inputs: z.array(tensorReportSchema),
      outputs: z.array(tensorReportSchema),
      operators: z.number().int().nullable(),
    }),
    operators: z.array(operatorReportSchema),
    issues: z.array(issueSchema),
    warnings: z.array(issueSchema),
    partitions: z.number().int().nullable(),
    coverage: coverageSchema.nullable(),
    log: z.array(z.string()),
    /** Digest of the network whatever its shapes, biases and calibration; null unless the model is accepted. */
    networkHash: z.string().nullable().default(null),
  })
  .meta({ id: 'CheckReport' });
export type CheckReport = z.infer<typeof checkReportSchema>;
