/**
 * The program of a worker thread, as CommonJS text so that bundles and test runners need no second file.
 *
 * It binds compiled kernels to a network's memory and makes the calls that a plan lists there, piece by piece as long as
 * one of them is unclaimed.
 */
export const workerSource = `
const { parentPort } = require('node:worker_threads');
const networks = new Map();
parentPort.on('message', (message) => {
  if (message.kind === 'load') {
    const imports = { host: { memory: message.memory } };
    const kernels = message.modules.map((module) => new WebAssembly.Instance(module, imports).exports.run);
    networks.set(message.network, { kernels, words: new Int32Array(message.memory.buffer) });
  } else if (message.kind === 'unload') {
    networks.delete(message.network);
  } else {
    let failure;
    try {
      const { kernels, words } = networks.get(message.network);
      const plan = message.address >>> 2;
      const pieces = words[plan];
      const calls = plan + 1 + pieces;
      let at = calls;
      for (let piece = 1; Atomics.add(words, message.claims >>> 2, 1) < pieces; piece++) {
        for (const end = calls + 2 * words[plan + piece]; at < end; at += 2) kernels[words[at]](words[at + 1]);
      }
    } catch (error) {
      failure = String(error && error.stack || error);
    }
    parentPort.postMessage({ ticket: message.ticket, failure });
  }
});
`;
