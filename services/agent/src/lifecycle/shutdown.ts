/** How a process is asked to end: first to finish what it holds, then to go at once. */
export interface Shutdown {
  readonly drain: AbortSignal;
  readonly stop: AbortSignal;
}

/**
 * Listens for the end: the first SIGTERM or SIGINT drains, the second stops. With `withParent` a closed standard
 * input stops too, which happens when the parent dies, however it dies.
 */
export function listenForShutdown(withParent: boolean): Shutdown {
  const drain = new AbortController();
  const stop = new AbortController();
  const ask = (): void => (drain.signal.aborted ? stop : drain).abort();
  process.on('SIGTERM', ask).on('SIGINT', ask);
  if (withParent) {
    process.stdin.resume();
    process.stdin.once('close', () => stop.abort());
  }
  return { drain: drain.signal, stop: stop.signal };
}
