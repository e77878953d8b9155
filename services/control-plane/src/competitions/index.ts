export { Competition } from './competition.entity.js';
export { Competitions, type NamedPhase } from './competitions.js';
export { CompetitionsModule } from './competitions.module.js';
export { Phase } from './phase.entity.js';
export { PhaseSetup } from './phase-setup.js';
