import { Module } from '@nestjs/common';
import { JobsModule } from '../jobs/index.js';
import { Accept } from './accept.js';
import { AgentsController } from './agents.controller.js';
import { Hello } from './hello.js';
import { Quiescence } from './quiescence.js';
import { Renew } from './renew.js';
import { SessionServer } from './session.server.js';

/** The hosts that drive boards, and their sessions. */
@Module({
  imports: [JobsModule],
  controllers: [AgentsController],
  providers: [Accept, Hello, Quiescence, Renew, SessionServer],
})
export class AgentsModule {}
