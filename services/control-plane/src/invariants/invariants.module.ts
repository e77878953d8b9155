import { Module } from '@nestjs/common';
import { DispatchModule } from '../dispatch/index.js';
import { InvariantMonitor } from './invariant-monitor.js';
import { InvariantsController } from './invariants.controller.js';

/** What must always be true, checked all the time. */
@Module({ imports: [DispatchModule], controllers: [InvariantsController], providers: [InvariantMonitor] })
export class InvariantsModule {}
