import { accessSync, constants } from 'node:fs';

const PRLIMIT_PATHS = ['/usr/bin/prlimit', '/bin/prlimit', '/usr/local/bin/prlimit'];

/** Path of util-linux's prlimit, or undefined on a machine without it. */
export function findPrlimit(): string | undefined {
  return PRLIMIT_PATHS.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Puts a command under RLIMIT_DATA, the limit that also holds WebAssembly memories and ArrayBuffers. */
export function withMemoryLimit(
  command: readonly [string, ...string[]],
  bytes: number,
  prlimit: string | undefined,
): [string, ...string[]] {
  return prlimit === undefined ? [...command] : [prlimit, `--data=${bytes}`, '--core=0', '--', ...command];
}
