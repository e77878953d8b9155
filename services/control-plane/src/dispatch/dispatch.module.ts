import { Module } from '@nestjs/common';
import { JobsModule } from '../jobs/index.js';
import { AgentMail } from './agent-mail.js';
import { DispatchLoop } from './dispatch-loop.js';
import { Dispatcher } from './dispatcher.js';
import { Reconciler } from './reconciler.js';
import { StageSweep } from './stage-sweep.js';
import { SweepLoop } from './sweep-loop.js';
import { Sweeper } from './sweeper.js';

/** From the queue to an agent, and back when an agent is lost. */
@Module({
  imports: [JobsModule],
  providers: [AgentMail, Dispatcher, DispatchLoop, Reconciler, StageSweep, Sweeper, SweepLoop],
  exports: [Dispatcher, Sweeper],
})
export class DispatchModule {}
