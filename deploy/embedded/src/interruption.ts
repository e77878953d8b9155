const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Aborts on Ctrl-C, on SIGTERM and SIGHUP, and if asked to, when stdin ends because the starting process died. */
export function listenForInterruption({ watchStdin }: { watchStdin: boolean }): AbortSignal {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  for (const signal of signals) process.on(signal, abort);
  if (watchStdin) process.stdin.on('end', abort).on('error', abort).resume().unref();
  return controller.signal;
}
