import { type DynamicModule, Module } from '@nestjs/common';
import { BlobsModule } from './blobs/index.js';
import type { ConfigValues } from './config/config.schema.js';
import { entities } from './entities.js';
import { IdentityModule } from './identity/index.js';
import { PlatformModule } from './platform/platform.module.js';

/** Every feature of the control plane, one line each. */
const features: NonNullable<DynamicModule['imports']> = [
  IdentityModule,
  BlobsModule,
];

@Module({})
export class AppModule {
  static for(config: ConfigValues): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.for(config, entities), ...features] };
  }
}
