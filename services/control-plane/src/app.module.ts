import { type DynamicModule, Module } from '@nestjs/common';
import { BlobsModule } from './blobs/index.js';
import { BootstrapModule } from './bootstrap/index.js';
import { CompetitionsModule } from './competitions/index.js';
import type { ConfigValues } from './config/config.schema.js';
import { DatasetsModule } from './datasets/index.js';
import { entities } from './entities.js';
import { IdentityModule } from './identity/index.js';
import { PlatformModule } from './platform/platform.module.js';

/** Every feature of the control plane, one line each. */
const features: NonNullable<DynamicModule['imports']> = [
  IdentityModule,
  BlobsModule,
  DatasetsModule,
  CompetitionsModule,
  BootstrapModule,
];

@Module({})
export class AppModule {
  static for(config: ConfigValues): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.for(config, entities), ...features] };
  }
}
