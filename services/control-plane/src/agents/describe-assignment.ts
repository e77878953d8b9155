import { randomBytes } from 'node:crypto';
import type { Assignment } from '@npufarm/agent-protocol';
import type { Compilation } from '@npufarm/contracts';
import { farmTimes, type LockedAttempt } from '../jobs/index.js';

const pictureKeyBytes = 32;

/** An attempt's whole instruction, as the agent gets it when it accepts. */
export function describeAssignment({ id, job, board, work }: LockedAttempt): Assignment {
  const { preparing, compiling, measuring, uploading } = farmTimes.stages;
  return {
    attempt: BigInt(id),
    jobId: job.id,
    board: board.name,
    leaseTtlMs: farmTimes.leaseMs,
    limits: {
      preparingMs: preparing,
      compilingMs: compiling,
      measuringMs: measuring,
      uploadingMs: uploading,
    },
    work: describeWork(work),
  };
}

function describeWork(work: LockedAttempt['work']): NonNullable<Assignment['work']> {
  const compilation = describeCompilation(work.compilation);
  if (work.kind === 'timing') {
    return { $case: 'timing', value: { compilation, warmup: work.warmup, runs: work.runs } };
  }
  return {
    $case: 'fidelity',
    value: {
      compilation,
      feeding: work.feeding,
      pictures: work.pictures.map((picture) => ({ ...picture })),
      pictureKey: work.isPublic ? Buffer.alloc(0) : randomBytes(pictureKeyBytes),
      picturesPublic: work.isPublic,
    },
  };
}

function describeCompilation({ modelSha256, modelBytes, policy, layout }: Compilation): {
  modelSha256: string;
  modelBytes: bigint;
  policyJson: string;
  layout: string;
} {
  return { modelSha256, modelBytes: BigInt(modelBytes), policyJson: JSON.stringify(policy), layout };
}
