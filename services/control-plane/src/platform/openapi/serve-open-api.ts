import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { contractComponents } from './contract-components.js';

/** GET /api/v1/openapi.json, made from the routes and the contracts' schemas at the first request. */
export function serveOpenApi(app: NestFastifyApplication): void {
  let document: OpenAPIObject | undefined;
  const server = app.getHttpAdapter().getInstance();
  server.get('/api/v1/openapi.json', () => (document ??= describeRoutes(app)));
}

function describeRoutes(app: NestFastifyApplication): OpenAPIObject {
  const description = new DocumentBuilder()
    .setTitle('npufarm')
    .setDescription('A remote device farm for INT8 networks on edge NPUs. Errors are RFC 9457 problems.')
    .setVersion('1')
    .addBearerAuth()
    .addSecurityRequirements('bearer')
    .build();
  const document = SwaggerModule.createDocument(app, description);
  const schemas = { ...document.components?.schemas, ...contractComponents() };
  return { ...document, components: { ...document.components, schemas } };
}
