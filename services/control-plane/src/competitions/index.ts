export { Competition } from './competition.entity.js';
export { Competitions, type NamedPhase } from './competitions.js';
export { CompetitionsModule } from './competitions.module.js';
export { Factsheets } from './factsheets.js';
export { Phase } from './phase.entity.js';
export { PhaseGate } from './phase-gate.js';
export { PhaseSetup } from './phase-setup.js';
