import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type AgentRevocation,
  agentRevocationSchema,
  type CreatedEnrolmentToken,
  type CreateEnrolmentToken,
  createdEnrolmentTokenSchema,
  createEnrolmentTokenSchema,
} from '@npufarm/contracts';
import { AgentRegister } from '../identity/index.js';
import { AllowRoles } from '../platform/auth/allow-roles.js';
import { Clock } from '../platform/clock/clock.js';
import { Answers } from '../platform/openapi/answers.js';
import { notFound } from '../platform/problems/not-found.js';
import { CertificateRegister } from './certificate-register.js';
import { EnrolmentTokens } from './enrolment-tokens.js';

@ApiTags('agents')
@Controller('agents')
export class EnrolmentController {
  constructor(
    private readonly tokens: EnrolmentTokens,
    private readonly agents: AgentRegister,
    private readonly register: CertificateRegister,
    private readonly clock: Clock,
  ) {}

  /** Makes a token with which an agent enrols once within 15 minutes; the answer is the only place where it is shown. */
  @Post('enrolment-tokens')
  @AllowRoles('operator')
  @Answers(201, createdEnrolmentTokenSchema)
  create(
    @Body({ schema: createEnrolmentTokenSchema }) { agent }: CreateEnrolmentToken,
  ): Promise<CreatedEnrolmentToken> {
    return this.tokens.create(agent);
  }

  /** Takes back every certificate of an agent; it is refused from its next call on, until it is enrolled anew. */
  @Post(':name/revoke')
  @AllowRoles('operator')
  @Answers(200, agentRevocationSchema)
  async revoke(@Param('name') name: string): Promise<AgentRevocation> {
    const agentId = await this.agents.find(name);
    if (agentId === undefined) throw notFound('agent', name);
    return { agent: name, certificates: await this.register.revokeAll(agentId, this.clock.now()) };
  }
}
