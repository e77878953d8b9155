import { createHash, randomBytes } from 'node:crypto';
import { status } from '@grpc/grpc-js';
import { Injectable } from '@nestjs/common';
import { formatEnrolmentToken, type IdentityKeys } from '@npufarm/agent-protocol';
import type { AgentId, CreatedEnrolmentToken } from '@npufarm/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import { AgentRegister } from '../identity/index.js';
import { Authority } from '../platform/authority/authority.js';
import { Clock } from '../platform/clock/clock.js';
import { queryOne } from '../platform/database/query-one.js';
import { GrpcError } from '../platform/grpc/grpc-error.js';

const lifeMs = 15 * 60_000;
const secretBytes = 32;

interface TokenState {
  readonly usedAt: Date | null;
  readonly expiresAt: Date;
}

/** One-time tokens by which agents get their first identity. The farm keeps only their hashes. */
@Injectable()
export class EnrolmentTokens {
  constructor(
    private readonly dataSource: DataSource,
    private readonly agents: AgentRegister,
    private readonly authority: Authority,
    private readonly clock: Clock,
  ) {}

  /** A token for the agent of that name, which is added when it is new. */
  async create(agent: string): Promise<CreatedEnrolmentToken> {
    const secret = `nfe_${randomBytes(secretBytes).toString('base64url')}`;
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + lifeMs);
    const agentId = await this.agents.ensure(agent);
    await this.dataSource.query(
      'INSERT INTO enrolment_tokens (hash, agent_id, created_at, expires_at) VALUES ($1, $2, $3, $4)',
      [sha256(secret), agentId, now, expiresAt],
    );
    const token = formatEnrolmentToken({ secret, authorityFingerprint: this.authority.fingerprint });
    return { agent, token, expiresAt: expiresAt.toISOString() };
  }

  /**
   * Uses a token up and says whose it is. The same keys may present it again, in case the answer was lost.
   *
   * @throws GrpcError PERMISSION_DENIED
   */
  async redeem(manager: EntityManager, secret: string, keys: IdentityKeys | undefined): Promise<AgentId> {
    const hash = sha256(secret);
    const now = this.clock.now();
    const usedFor = sha256(`${keys?.brokerUser}\n${keys?.certificateRequestPem}`);
    const [[redeemed]]: [{ agentId: AgentId }[]] = await manager.query(
      `UPDATE enrolment_tokens SET used_at = coalesce(used_at, $2), used_for = $3
       WHERE hash = $1 AND expires_at > $2 AND (used_at IS NULL OR used_for = $3)
       RETURNING agent_id AS "agentId"`,
      [hash, now, usedFor],
    );
    if (redeemed !== undefined) return redeemed.agentId;
    const state = await queryOne<TokenState>(
      manager,
      'SELECT used_at AS "usedAt", expires_at AS "expiresAt" FROM enrolment_tokens WHERE hash = $1',
      [hash],
    );
    throw new GrpcError(status.PERMISSION_DENIED, `${explain(state)} Make another one for this agent.`);
  }
}

function explain(state: TokenState | undefined): string {
  if (state === undefined) return 'This farm has not made the enrolment token.';
  if (state.usedAt !== null) return `The enrolment token was used at ${state.usedAt.toISOString()}.`;
  return `The enrolment token expired at ${state.expiresAt.toISOString()}.`;
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
