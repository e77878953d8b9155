import { status } from '@grpc/grpc-js';
import { Injectable } from '@nestjs/common';
import {
  type AgentId,
  attemptNumberSchema,
  isFinalJobState,
  type JobState,
  type JobWork,
} from '@npufarm/contracts';
import { DataSource } from 'typeorm';
import { queryOne } from '../platform/database/query-one.js';
import { GrpcError } from '../platform/grpc/grpc-error.js';

interface Holding {
  readonly work: JobWork;
  readonly state: JobState;
  readonly isCurrent: boolean;
}

/** Which blobs an agent may touch: those that an attempt in its hands names, and outputs of such an attempt. */
@Injectable()
export class BlobAccess {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws GrpcError PERMISSION_DENIED */
  async requireRead(agentId: AgentId, attempt: bigint, sha256: string): Promise<void> {
    const { work } = await this.holding(agentId, attempt);
    const named = [
      work.compilation.modelSha256,
      ...(work.kind === 'fidelity' ? work.pictures.map((picture) => picture.sha256) : []),
    ];
    if (!named.includes(sha256)) throw denied(`Attempt ${attempt} has nothing to do with blob ${sha256}.`);
  }

  /** @throws GrpcError PERMISSION_DENIED */
  async requireWrite(agentId: AgentId, attempt: bigint): Promise<void> {
    const { work } = await this.holding(agentId, attempt);
    if (work.kind !== 'fidelity')
      throw denied(`Attempt ${attempt} is a ${work.kind} job and has no outputs.`);
  }

  private async holding(agentId: AgentId, attempt: bigint): Promise<Holding> {
    const number = attemptNumberSchema.parse(attempt.toString());
    const holding = await queryOne<Holding>(
      this.dataSource.manager,
      `SELECT j.work, j.state, j.current_attempt = a.id AS "isCurrent"
       FROM attempts a JOIN jobs j ON j.id = a.job_id
       WHERE a.id = $1 AND a.agent_id = $2 AND a.accepted_at IS NOT NULL`,
      [number, agentId],
    );
    if (holding === undefined) throw denied(`Attempt ${number} is not held by this agent.`);
    if (!holding.isCurrent || isFinalJobState(holding.state)) {
      throw denied(`Attempt ${number} is no longer the current one of an open job.`);
    }
    return holding;
  }
}

function denied(detail: string): GrpcError {
  return new GrpcError(status.PERMISSION_DENIED, detail);
}
