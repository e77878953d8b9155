import { Global, Module } from '@nestjs/common';
import { AgentVerifier } from '../platform/grpc/agent-verifier.js';
import { CertificateRegister } from './certificate-register.js';
import { Enrolment } from './enrolment.js';
import { EnrolmentController } from './enrolment.controller.js';
import { EnrolmentServer } from './enrolment.server.js';
import { EnrolmentTokens } from './enrolment-tokens.js';
import { IdentityIssue } from './identity-issue.js';

/** The identities of agents on the wire. Global because every call of an agent asks it. */
@Global()
@Module({
  controllers: [EnrolmentController],
  providers: [
    CertificateRegister,
    Enrolment,
    EnrolmentServer,
    EnrolmentTokens,
    IdentityIssue,
    { provide: AgentVerifier, useExisting: CertificateRegister },
  ],
  exports: [AgentVerifier, EnrolmentTokens],
})
export class EnrolmentModule {}
