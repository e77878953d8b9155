import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { interrupted, trackChild } from './interrupt.mjs';
import { repositoryRoot } from '../tree/repository.mjs';

const toolsPath = join(repositoryRoot, 'node_modules/.bin');

/**
 * @typedef {object} RunOptions
 * @property {boolean} [capture] collect stdout and stderr instead of passing them through
 * @property {NodeJS.ProcessEnv} [env] added to the environment
 * @property {boolean} [holdStdin] give the child a stdin that ends when this process dies
 */

/**
 * Runs a command in its own process group and waits for it.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, output: string }>} a child ended by a signal counts as code 1; never settles after an interrupt
 */
export function run(command, args, options = {}) {
  if (interrupted()) return new Promise(() => {});
  const out = options.capture ? 'pipe' : 'inherit';
  const child = spawn(command, args, {
    cwd: repositoryRoot,
    env: { ...process.env, PATH: `${toolsPath}${delimiter}${process.env.PATH ?? ''}`, ...options.env },
    stdio: [options.holdStdin ? 'pipe' : 'ignore', out, out],
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  /** @type {Promise<{ code: number, output: string }>} */
  const exited = new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, output: `${command}: ${error.message}\n` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
  if (child.pid !== undefined) trackChild({ pid: child.pid, exited });
  return exited.then((result) => (interrupted() ? new Promise(() => {}) : result));
}

/** Runs a program of node_modules with this very Node. @param {string} name @param {readonly string[]} args @param {RunOptions} [options] */
export function runTool(name, args, options) {
  return run(process.execPath, [`node_modules/.bin/${name}`, ...args], options);
}
