import { randomUUID } from 'node:crypto';
import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FarmLogger } from '../logging/farm-logger.js';
import { FarmError } from './farm-error.js';
import { problemOf } from './problem-of.js';

/** Answers everything that was thrown with RFC 9457 problem JSON. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: FarmLogger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = problemOf(thrown, randomUUID());
    const fields = { errorId: problem.errorId, code: problem.code, method: request.method, url: request.url };
    if (problem.fault === 'internal')
      this.logger.pino.error({ ...fields, err: thrown }, 'request failed by a bug');
    else if (problem.fault === 'infrastructure')
      this.logger.pino.warn({ ...fields, detail: problem.detail, err: reasonOf(thrown) }, 'request failed');
    else this.logger.pino.debug(fields, 'request refused');
    if (reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    void reply
      .status(problem.status)
      .header('content-type', 'application/problem+json')
      .send(JSON.stringify(problem));
  }
}

/** Of what the farm itself says, only the cause has a stack worth its price: a busy farm says it many times a second. */
function reasonOf(thrown: unknown): unknown {
  return thrown instanceof FarmError ? thrown.cause : thrown;
}
