import { destination, type Logger, pino } from 'pino';

/** JSON lines on standard error; standard output belongs to the parent process. Tokens are never written. */
export function createLogger(level: string, agentName: string): Logger {
  const base = { service: 'agent', agent: agentName };
  return pino({ level, base, redact: ['token', '*.token'] }, destination({ fd: 2, sync: true }));
}
