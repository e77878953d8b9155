import { existsSync } from 'node:fs';

const places = ['/usr/bin/prlimit', '/bin/prlimit'];

/** Path of util-linux's `prlimit`; undefined where it is not installed. */
export function prlimitPath(): string | undefined {
  return places.find((path) => existsSync(path));
}
