import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { OpenToAll } from '../auth/open-to-all.js';
import { Readiness } from './readiness.js';

@ApiExcludeController()
@OpenToAll()
@Controller()
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** The process lives. */
  @Get('healthz')
  alive(): { alive: true } {
    return { alive: true };
  }

  /** The process can do its work; 503 names the part that cannot. */
  @Get('readyz')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const view = await this.readiness.look();
    await reply.status(view.ready ? 200 : 503).send(view);
  }
}
