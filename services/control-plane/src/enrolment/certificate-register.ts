import { Injectable } from '@nestjs/common';
import type { AgentId } from '@npufarm/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import type { IssuedCertificate } from '../platform/authority/authority.js';
import { queryOne } from '../platform/database/query-one.js';
import { AgentVerifier } from '../platform/grpc/agent-verifier.js';

/** Which certificates the farm gave to which agents, and which of them it took back. */
@Injectable()
export class CertificateRegister extends AgentVerifier {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async isInForce(agentId: AgentId, serialNumber: string): Promise<boolean> {
    const found = await queryOne(
      this.dataSource.manager,
      'SELECT 1 FROM agent_certificates WHERE serial_number = $1 AND agent_id = $2 AND revoked_at IS NULL',
      [serialNumber, agentId],
    );
    return found !== undefined;
  }

  async add(
    manager: EntityManager,
    agentId: AgentId,
    { serialNumber, issuedAt, expiresAt }: IssuedCertificate,
  ): Promise<void> {
    await manager.query(
      'INSERT INTO agent_certificates (serial_number, agent_id, issued_at, expires_at) VALUES ($1, $2, $3, $4)',
      [serialNumber, agentId, issuedAt, expiresAt],
    );
  }

  /** Takes back every certificate of an agent; returns how many were in force. */
  async revokeAll(
    agentId: AgentId,
    now: Date,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<number> {
    const [, count]: [unknown, number] = await manager.query(
      `UPDATE agent_certificates SET revoked_at = $2
       WHERE agent_id = $1 AND revoked_at IS NULL AND expires_at > $2`,
      [agentId, now],
    );
    return count;
  }
}
