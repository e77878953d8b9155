import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ListeningPorts } from './listening-ports.js';

/** Tells the parent process on standard output, in one line of JSON, which ports were chosen. */
export function announceListening(app: NestFastifyApplication): void {
  const address = app.getHttpServer().address();
  const httpPort = typeof address === 'object' && address !== null ? address.port : undefined;
  const { grpcPort, enrolmentPort } = app.get(ListeningPorts);
  process.stdout.write(`${JSON.stringify({ event: 'listening', httpPort, grpcPort, enrolmentPort })}\n`);
}
