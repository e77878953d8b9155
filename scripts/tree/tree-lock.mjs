import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processStartTime } from './process-identity.mjs';

const pollMs = 200;

/**
 * Runs the work while no other process holds the lock file; a holder that died is recognised by pid and start time.
 *
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} work
 * @param {(holderPid: number) => void} [onWait] called once when another process holds the lock
 * @returns {Promise<T>}
 */
export async function withTreeLock(path, work, onWait = () => {}) {
  mkdirSync(dirname(path), { recursive: true });
  const identity = `${process.pid} ${processStartTime(process.pid) ?? ''}`;
  const draft = `${path}.${process.pid}`;
  let isWaiting = false;
  writeFileSync(draft, identity);
  try {
    while (!tryLink(draft, path)) {
      const holder = readHolder(path);
      if (holder !== undefined && !isAlive(holder)) {
        discard(path, holder);
        continue;
      }
      if (holder !== undefined && !isWaiting) {
        isWaiting = true;
        onWait(Number.parseInt(holder, 10));
      }
      await sleep(pollMs);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  try {
    return await work();
  } finally {
    if (readHolder(path) === identity) rmSync(path, { force: true });
  }
}

/** @param {string} draft @param {string} path */
function tryLink(draft, path) {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** @param {string} path */
function readHolder(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** @param {string} holder */
function isAlive(holder) {
  const [pid, startTime] = holder.split(' ');
  return processStartTime(Number(pid)) === startTime;
}

/** Moves a dead holder's file away; if another process replaced it meanwhile, puts that one back. @param {string} path @param {string} deadHolder */
function discard(path, deadHolder) {
  const grave = `${path}.dead.${process.pid}`;
  try {
    renameSync(path, grave);
  } catch {
    return;
  }
  if (readHolder(grave) !== deadHolder) tryLink(grave, path);
  rmSync(grave, { force: true });
}
