import { Global, Module } from '@nestjs/common';
import { TokenVerifier } from '../platform/auth/token-verifier.js';
import { AgentRegister } from './agent-register.js';
import { Registration } from './registration.js';
import { Teams } from './teams.js';
import { TeamsController } from './teams.controller.js';
import { TokenIssue } from './token-issue.js';
import { Tokens } from './tokens.js';
import { TokensController } from './tokens.controller.js';
import { WhoamiController } from './whoami.controller.js';

/** Teams and tokens. Global because the guard of every route asks it. */
@Global()
@Module({
  controllers: [TeamsController, TokensController, WhoamiController],
  providers: [
    Registration,
    Teams,
    Tokens,
    TokenIssue,
    AgentRegister,
    { provide: TokenVerifier, useExisting: Tokens },
  ],
  exports: [Teams, Tokens, AgentRegister, TokenVerifier],
})
export class IdentityModule {}
