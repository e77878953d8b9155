import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import type { ConfigValues } from './config/config.schema.js';
import { createLogger } from './platform/logging/create-logger.js';
import { NestLogger } from './platform/logging/nest-logger.js';
import { serveRest } from './serve-rest.js';

const jsonLimitBytes = 1024 * 1024;

/** The whole control plane, not yet listening. */
export async function createApp(config: ConfigValues): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: jsonLimitBytes,
    forceCloseConnections: true,
    loggerInstance: createLogger(config.logLevel === 'silent' ? 'silent' : 'warn'),
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.for(config), adapter, {
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(NestLogger));
  serveRest(app);
  return app;
}
