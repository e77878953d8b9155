import { Injectable } from '@nestjs/common';
import type {
  EnrolRequest,
  EnrolResponse,
  RenewIdentityRequest,
  RenewIdentityResponse,
} from '@npufarm/agent-protocol';
import type { AgentId } from '@npufarm/contracts';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock/clock.js';
import { FarmLogger } from '../platform/logging/farm-logger.js';
import { CertificateRegister } from './certificate-register.js';
import { EnrolmentTokens } from './enrolment-tokens.js';
import { IdentityIssue } from './identity-issue.js';

/** An agent's way to an identity, and to the next one. */
@Injectable()
export class Enrolment {
  constructor(
    private readonly dataSource: DataSource,
    private readonly tokens: EnrolmentTokens,
    private readonly issue: IdentityIssue,
    private readonly register: CertificateRegister,
    private readonly clock: Clock,
    private readonly logger: FarmLogger,
  ) {}

  /** Whoever held an identity of this agent before has lost it with this. */
  async enrol({ secret, keys }: EnrolRequest): Promise<EnrolResponse> {
    const identity = await this.dataSource.transaction(async (manager) => {
      const agentId = await this.tokens.redeem(manager, secret, keys);
      await this.register.revokeAll(agentId, this.clock.now(), manager);
      return this.issue.issue(manager, agentId, keys);
    });
    this.logger.pino.info({ agentId: identity.agentId }, 'agent enrolled');
    return { identity };
  }

  /** The certificate that is renewed stays in force until it expires: the answer may get lost. */
  async renew(agentId: AgentId, { keys }: RenewIdentityRequest): Promise<RenewIdentityResponse> {
    const identity = await this.dataSource.transaction((manager) => this.issue.issue(manager, agentId, keys));
    this.logger.pino.info({ agentId }, 'identity of the agent renewed');
    return { identity };
  }
}
