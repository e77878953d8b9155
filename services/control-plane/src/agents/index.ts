export { Agent } from './agent.entity.js';
export { AgentsModule } from './agents.module.js';
