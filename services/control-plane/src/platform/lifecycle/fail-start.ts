const exitInfrastructure = 20;

/** Ends a process that could not start with one sentence on standard error, and the cause for developers below it. */
export function failStart(cause: unknown): never {
  process.stderr.write(`The control plane cannot start: ${sentence(cause)}\n`);
  if (cause instanceof Error && cause.stack !== undefined) process.stderr.write(`${cause.stack}\n`);
  process.exit(exitInfrastructure);
}

function sentence(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  if ('code' in cause && cause.code === 'EADDRINUSE' && 'port' in cause) {
    return `port ${String(cause.port)} is taken; choose another one with NPUFARM_HTTP_PORT.`;
  }
  return cause.message;
}
