import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Injectable } from '@nestjs/common';
import { type FrozenVersions, boardVersionsSchema } from '@npufarm/contracts';
import { Config } from '../config/config.js';
import { FarmError } from '../platform/problems/farm-error.js';

const run = promisify(execFile);
const timeoutMs = 10_000;

/** Versions of the emulator that this farm runs, as the program itself tells them. */
@Injectable()
export class EmulatorVersions {
  constructor(private readonly config: Config) {}

  /** @throws FarmError `emulator.silent` */
  async read(): Promise<FrozenVersions> {
    const { emulatorPath } = this.config;
    try {
      const { stdout } = await run(process.execPath, [emulatorPath, 'describe'], {
        timeout: timeoutMs,
        env: {},
      });
      return boardVersionsSchema.parse(JSON.parse(stdout));
    } catch (cause) {
      throw new FarmError({
        code: 'emulator.silent',
        fault: 'infrastructure',
        status: 503,
        detail: `The emulator program ${emulatorPath} does not tell its versions, so the phase cannot be frozen.`,
        hint: 'Build the project, or ask an operator.',
        cause,
      });
    }
  }
}
