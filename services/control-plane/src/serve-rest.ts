import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { serveOpenApi } from './platform/openapi/serve-open-api.js';

const fileTypes = ['application/octet-stream', 'image/png'];

/** Puts the routes under /api/v1 and lets files arrive as streams; everything else is JSON. */
export function serveRest(app: NestFastifyApplication): void {
  app.setGlobalPrefix('api/v1', { exclude: ['healthz', 'readyz', 'metrics'] });
  app
    .getHttpAdapter()
    .getInstance()
    .addContentTypeParser(fileTypes, (_request, payload, done) => done(null, payload));
  serveOpenApi(app);
}
