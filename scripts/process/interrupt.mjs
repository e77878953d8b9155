import process from 'node:process';

/** @typedef {{ pid: number, exited: Promise<unknown> }} RunningChild */

const graceMs = 30_000;
const parentPollMs = 250;
const exitCodes = /** @type {const} */ ({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 });

/** @type {Set<RunningChild>} */
const running = new Set();
let isInterrupted = false;

/** Remembers a child that leads its own process group until it has exited. @param {RunningChild} child */
export function trackChild(child) {
  running.add(child);
  void child.exited.finally(() => running.delete(child));
}

/** Whether a signal asked this command to stop; no step may start a child after that. */
export function interrupted() {
  return isInterrupted;
}

/** Stops every tracked process group on SIGINT, SIGTERM and SIGHUP, then exits as a shell would (130, 143, 129). */
export function listenForInterrupts() {
  for (const [signal, code] of Object.entries(exitCodes)) process.on(signal, () => interrupt(code));
  process.on('exit', () => signalAll('SIGKILL'));
  if (process.env.npm_lifecycle_event !== undefined) watchParent();
}

/** npm passes a signal on to the shell between us, which dies of it without a word to us. */
function watchParent() {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) interrupt(exitCodes.SIGTERM);
  }, parentPollMs).unref();
}

/** @param {number} code */
function interrupt(code) {
  if (isInterrupted) return;
  isInterrupted = true;
  void stopAll().finally(() => process.exit(code));
}

async function stopAll() {
  const exits = Promise.all([...running].map((child) => child.exited));
  signalAll('SIGTERM');
  await Promise.race([exits, new Promise((resolve) => setTimeout(resolve, graceMs).unref())]);
  signalAll('SIGKILL');
}

/** @param {NodeJS.Signals} signal */
function signalAll(signal) {
  for (const child of running) {
    try {
      process.kill(-child.pid, signal);
    } catch {
      running.delete(child);
    }
  }
}
