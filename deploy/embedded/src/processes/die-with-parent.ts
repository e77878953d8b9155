import { existsSync } from 'node:fs';

/** util-linux's setpriv asks the kernel to signal the child when its parent dies (prctl(2), PR_SET_PDEATHSIG). */
const setpriv = '/usr/bin/setpriv';

/** A command that gets a signal when the process that starts it dies; unchanged where the system has no setpriv. */
export function dieWithParent(
  program: string,
  args: readonly string[],
  signal: 'SIGTERM' | 'SIGINT',
): { readonly program: string; readonly args: readonly string[] } {
  if (!existsSync(setpriv)) return { program, args };
  return { program: setpriv, args: ['--pdeathsig', signal.slice('SIG'.length), '--', program, ...args] };
}
