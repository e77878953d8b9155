import { Injectable, type LoggerService } from '@nestjs/common';
import { FarmLogger } from './farm-logger.js';

/** Nest's own messages in the service log; its life-cycle chatter is for developers. */
@Injectable()
export class NestLogger implements LoggerService {
  constructor(private readonly logger: FarmLogger) {}

  log(message: unknown, ...details: unknown[]): void {
    this.logger.pino.debug({ details }, String(message));
  }

  debug(message: unknown, ...details: unknown[]): void {
    this.logger.pino.debug({ details }, String(message));
  }

  warn(message: unknown, ...details: unknown[]): void {
    this.logger.pino.warn({ details }, String(message));
  }

  error(message: unknown, ...details: unknown[]): void {
    this.logger.pino.error({ details }, String(message));
  }

  fatal(message: unknown, ...details: unknown[]): void {
    this.logger.pino.fatal({ details }, String(message));
  }
}
