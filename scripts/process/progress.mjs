const tickMs = 1000;

/**
 * Shows one line on stderr with the elapsed seconds while the work runs; stdout stays untouched.
 *
 * @template T
 * @param {string} label
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withProgress(label, work) {
  const startedAt = Date.now();
  const seconds = () => ((Date.now() - startedAt) / 1000).toFixed(0);
  const isTerminal = process.stderr.isTTY;
  const draw = () => process.stderr.write(`\r${label} … ${seconds()} s`);
  const timer = isTerminal ? setInterval(draw, tickMs) : undefined;
  if (isTerminal) draw();
  else process.stderr.write(`${label} …\n`);
  let outcome = 'failed';
  try {
    const result = await work();
    outcome = 'done';
    return result;
  } finally {
    clearInterval(timer);
    process.stderr.write(`${isTerminal ? '\r\u001b[K' : ''}${label}: ${outcome} after ${seconds()} s\n`);
  }
}
