import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const piece = Buffer.alloc(64 * 1024);

/** A disk of its own for one directory, small enough to be filled: a tmpfs, where this machine lets us mount one. */
export class SmallDisk {
  private constructor(private readonly directory: string) {}

  /** undefined where mounting is not allowed. */
  static mount(directory: string, bytes: number): SmallDisk | undefined {
    mkdirSync(directory, { recursive: true });
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes},mode=700`, 'npufarm-chaos', directory], {
        stdio: 'ignore',
      });
      return new SmallDisk(directory);
    } catch {
      return undefined;
    }
  }

  /** Takes what is free. */
  fill(): void {
    const file = openSync(join(this.directory, 'ballast'), 'w');
    try {
      for (;;) writeSync(file, piece);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    } finally {
      closeSync(file);
    }
  }

  /** Gives it back. */
  free(): void {
    rmSync(join(this.directory, 'ballast'), { force: true });
  }

  unmount(): void {
    execFileSync('umount', ['--lazy', this.directory], { stdio: 'ignore' });
  }
}
