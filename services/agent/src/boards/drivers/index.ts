import type { BoardDriver } from '../board-driver.js';
import { emulatedConfigSchema } from './emulated/emulated.config.js';
import { EmulatedDriver } from './emulated/emulated.driver.js';

/** What every driver may use of its surroundings. */
export interface DriverSurroundings {
  /** Path of the emulator program. */
  readonly emulatorPath: string;
  /** A directory for what a driver must remember across restarts of the agent. */
  readonly stateDirectory: string;
}

/** The list of drivers: key → a board made from its configuration. Each parses its own part and throws ZodError. */
export const drivers = {
  emulated: (config: unknown, { emulatorPath, stateDirectory }: DriverSurroundings): BoardDriver =>
    new EmulatedDriver(emulatedConfigSchema.parse(config), emulatorPath, stateDirectory),
} as const;

/** Key of a driver. */
export type DriverName = keyof typeof drivers;

/** Every driver's key. */
export const driverNames = Object.keys(drivers) as [DriverName, ...DriverName[]];
