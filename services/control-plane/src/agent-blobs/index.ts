export { AgentBlobsModule } from './agent-blobs.module.js';
