import { type Logger, destination, pino } from 'pino';

/** JSON lines on standard error; standard output belongs to the parent process. Tokens are never written. */
export function createLogger(level: string): Logger {
  return pino(
    { level, base: { service: 'control-plane' }, redact: ['token', '*.token', 'headers.authorization'] },
    destination({ fd: 2, sync: true }),
  );
}
