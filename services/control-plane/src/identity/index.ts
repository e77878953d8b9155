export { AgentRegister } from './agent-register.js';
export { IdentityModule } from './identity.module.js';
export { Team } from './team.entity.js';
export { Teams } from './teams.js';
export { Token } from './token.entity.js';
export { Tokens } from './tokens.js';
