import { type DynamicModule, Module } from '@nestjs/common';
import type { ConfigValues } from './config/config.schema.js';
import { entities } from './entities.js';
import { PlatformModule } from './platform/platform.module.js';

/** Every feature of the control plane, one line each. */
const features: NonNullable<DynamicModule['imports']> = [];

@Module({})
export class AppModule {
  static for(config: ConfigValues): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.for(config, entities), ...features] };
  }
}
