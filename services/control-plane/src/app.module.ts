import { type DynamicModule, Module } from '@nestjs/common';
import { AuditModule } from './audit/index.js';
import { BlobsModule } from './blobs/index.js';
import { BootstrapModule } from './bootstrap/index.js';
import { CompetitionsModule } from './competitions/index.js';
import type { ConfigValues } from './config/config.schema.js';
import { DatasetsModule } from './datasets/index.js';
import { EnrolmentModule } from './enrolment/index.js';
import { entities } from './entities.js';
import { IdentityModule } from './identity/index.js';
import { AgentBlobsModule } from './agent-blobs/index.js';
import { AgentsModule } from './agents/index.js';
import { BoardsModule } from './boards/index.js';
import { DispatchModule } from './dispatch/index.js';
import { EvidenceModule } from './evidence/index.js';
import { FinalsModule } from './finals/index.js';
import { HealthChecksModule } from './health-checks/index.js';
import { InvariantsModule } from './invariants/index.js';
import { JobsApiModule } from './jobs-api/index.js';
import { JobsModule } from './jobs/index.js';
import { LeaderboardModule } from './leaderboard/index.js';
import { PlatformModule } from './platform/platform.module.js';
import { RetentionModule } from './retention/index.js';
import { SubmissionsModule } from './submissions/index.js';

/** Every feature of the control plane, one line each. */
const features: NonNullable<DynamicModule['imports']> = [
  IdentityModule,
  AuditModule,
  BlobsModule,
  DatasetsModule,
  CompetitionsModule,
  BootstrapModule,
  SubmissionsModule,
  LeaderboardModule,
  FinalsModule,
  RetentionModule,
  AgentBlobsModule,
  AgentsModule,
  BoardsModule,
  DispatchModule,
  EnrolmentModule,
  EvidenceModule,
  HealthChecksModule,
  InvariantsModule,
  JobsApiModule,
  JobsModule,
];

@Module({})
export class AppModule {
  static for(config: ConfigValues): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.for(config, entities), ...features] };
  }
}
