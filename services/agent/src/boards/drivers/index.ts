import type { BoardDriver } from '../board-driver.js';
import { inject } from '../injection/inject.js';
import { emulatedConfigSchema } from './emulated/emulated.config.js';
import { EmulatedDriver } from './emulated/emulated.driver.js';
import { fakeConfigSchema } from './fake/fake.config.js';
import { FakeDriver } from './fake/fake.driver.js';

/** What every driver may use of its surroundings. */
export interface DriverSurroundings {
  /** Path of the emulator program. */
  readonly emulatorPath: string;
  /** A directory for what a driver must remember across restarts of the agent. */
  readonly stateDirectory: string;
}

/** The list of drivers: key → a board made from its configuration. Each parses its own part and throws ZodError. */
export const drivers = {
  emulated: (config: unknown, { emulatorPath, stateDirectory }: DriverSurroundings): BoardDriver => {
    const settings = emulatedConfigSchema.parse(config);
    return inject(new EmulatedDriver(settings, emulatorPath, stateDirectory), settings);
  },
  fake: (config: unknown): BoardDriver => {
    const settings = fakeConfigSchema.parse(config);
    return inject(new FakeDriver(settings), settings);
  },
} as const;

/** Key of a driver. */
export type DriverName = keyof typeof drivers;

/** Every driver's key. */
export const driverNames = Object.keys(drivers) as [DriverName, ...DriverName[]];
