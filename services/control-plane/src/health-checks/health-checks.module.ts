import { Module } from '@nestjs/common';
import { BoardsModule } from '../boards/index.js';
import { JobsModule } from '../jobs/index.js';
import { HealthChecksController } from './health-checks.controller.js';
import { HealthChecks } from './health-checks.js';

/** Canaries for boards. */
@Module({
  imports: [BoardsModule, JobsModule],
  controllers: [HealthChecksController],
  providers: [HealthChecks],
})
export class HealthChecksModule {}
