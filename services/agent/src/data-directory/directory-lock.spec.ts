import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DirectoryInUseError } from './directory-in-use-error.js';
import { DirectoryLock } from './directory-lock.js';
import { processIdentity } from './process-identity.js';

describe('the lock of a data directory', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'npufarm-lock-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('keeps the directory for one process until it is released', () => {
    const lock = DirectoryLock.take(directory);

    expect(() => DirectoryLock.take(directory)).toThrow(DirectoryInUseError);
    expect(() => DirectoryLock.take(directory)).toThrow(`is used by process ${process.pid}`);
    lock.release();
    DirectoryLock.take(directory).release();
    expect(readdirSync(directory)).toEqual([]);
  });

  it('refuses a directory that another live process uses, and adopts what that process leaves when it is killed', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    await once(other, 'spawn');
    const pid = other.pid ?? 0;
    symlinkSync(processIdentity(pid) ?? '', join(directory, 'lock'));

    expect(() => DirectoryLock.take(directory)).toThrow(`is used by process ${pid}`);
    other.kill('SIGKILL');
    await once(other, 'exit');
    const lock = DirectoryLock.take(directory);

    expect(readlinkSync(join(directory, 'lock'))).toBe(processIdentity(process.pid));
    lock.release();
  });

  it('does not take another process with the same number for the one that made the lock', () => {
    const [pid, , boot] = (processIdentity(process.pid) ?? '').split('.');
    symlinkSync(`${pid}.1.${boot}`, join(directory, 'lock'));

    DirectoryLock.take(directory).release();

    expect(readdirSync(directory)).toEqual([]);
  });

  it('leaves the lock to whoever adopted it', () => {
    const lock = DirectoryLock.take(directory);
    rmSync(join(directory, 'lock'));
    symlinkSync('1.2.another', join(directory, 'lock'));

    lock.release();

    expect(readlinkSync(join(directory, 'lock'))).toBe('1.2.another');
  });
});
