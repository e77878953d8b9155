import type { Fault } from '../fault.js';
import { fillDisk, freezeAgent, killAgent, killBoards, loseAgent, reinstallAgent } from './agents.js';
import { stepClock } from './clocks.js';
import { freezeControlPlane, killAllControlPlanes, killControlPlane } from './control-planes.js';
import { breakConnections, cutLink, delayResults, duplicateResults } from './links.js';
import { killNats, killPostgres, removeJetStreamStore, restartPostgres } from './servers.js';

/** Every kind of misfortune. */
export const faults: readonly Fault[] = [
  killControlPlane,
  killAllControlPlanes,
  freezeControlPlane,
  killAgent,
  loseAgent,
  freezeAgent,
  reinstallAgent,
  killBoards,
  fillDisk,
  restartPostgres,
  killPostgres,
  killNats,
  removeJetStreamStore,
  stepClock,
  cutLink,
  duplicateResults,
  delayResults,
  breakConnections,
];
