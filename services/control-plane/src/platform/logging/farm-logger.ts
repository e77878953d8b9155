import type { Logger } from 'pino';

/** Injection token of the service log (pino). */
export abstract class FarmLogger {
  abstract readonly pino: Logger;
}
