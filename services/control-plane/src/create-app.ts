import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import type { ConfigValues } from './config/config.schema.js';
import { createLogger } from './platform/logging/create-logger.js';
import { NestLogger } from './platform/logging/nest-logger.js';
import { serveOpenApi } from './platform/openapi/serve-open-api.js';

const jsonLimitBytes = 1024 * 1024;

/** The whole control plane, not yet listening. Files arrive as streams, everything else as JSON. */
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
  app.setGlobalPrefix('api/v1', { exclude: ['healthz', 'readyz', 'metrics'] });
  adapter
    .getInstance()
    .addContentTypeParser(['application/octet-stream', 'image/png'], (_request, payload, done) =>
      done(null, payload),
    );
  serveOpenApi(app);
  return app;
}
