import { Injectable } from '@nestjs/common';
import type { Compilation, JobRequirement, PhaseId, PictureInput, TeamId } from '@npufarm/contracts';
import type { EntityManager } from 'typeorm';
import { Competitions } from '../../competitions/index.js';
import { Datasets } from '../../datasets/index.js';
import { type NewJob, jobPriorities } from '../../jobs/index.js';
import type { ClaimedSubmission } from '../checking/claim-submission.js';

/** The jobs that answer a submission: one for its runtime, and one for each shard of the phase's pictures. */
@Injectable()
export class JobPlan {
  constructor(
    private readonly competitions: Competitions,
    private readonly datasets: Datasets,
  ) {}

  async make(manager: EntityManager, submission: ClaimedSubmission): Promise<NewJob[]> {
    const { phase, config } = await this.competitions.phaseById(manager, submission.phaseId);
    const pictures = phase.datasetId === null ? [] : await this.datasets.inputs(manager, phase.datasetId);
    const compilation: Compilation = {
      modelSha256: submission.modelSha256,
      modelBytes: submission.modelBytes,
      policy: config.policy,
      layout: config.layout,
    };
    const { dynamicSha256, dynamicBytes } = submission;
    const ofFidelity: Compilation =
      dynamicSha256 === null || dynamicBytes === null
        ? compilation
        : { ...compilation, modelSha256: dynamicSha256, modelBytes: dynamicBytes, policy: 'permissive' };
    const requirement: JobRequirement = { fidelity: config.acceptedFidelity, capabilities: {} };
    const common = {
      submissionId: submission.id,
      teamId: submission.teamId as TeamId,
      phaseId: submission.phaseId as PhaseId,
      priority: jobPriorities[phase.kind],
      requirement,
    };
    const { warmup, runs, feeding, picturesPerJob, publicData } = config;
    return [
      { ...common, kind: 'timing', work: { kind: 'timing', compilation, warmup, runs } },
      ...shards(pictures, picturesPerJob).map((shard): NewJob => ({
        ...common,
        kind: 'fidelity',
        work: { kind: 'fidelity', compilation: ofFidelity, feeding, isPublic: publicData, pictures: shard },
      })),
    ];
  }
}

function shards(pictures: readonly PictureInput[], size: number): PictureInput[][] {
  const count = Math.ceil(pictures.length / size);
  return Array.from({ length: count }, (_, index) => pictures.slice(index * size, (index + 1) * size));
}
