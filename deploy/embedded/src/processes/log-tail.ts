import type { Service } from './service.js';

const shownLines = 15;

/** The last lines of a service's log with the file's name above, to show beside an error. */
export function logTail(service: Service): string {
  const lines = service.readLog().trimEnd().split('\n').slice(-shownLines);
  return [`Last lines of ${service.logFile}:`, ...lines.map((line) => `  ${line}`)].join('\n');
}
