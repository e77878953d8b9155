import type { z } from 'zod';
import type { configVariables } from './config-variables.js';

type Variables = typeof configVariables;

/** The agent's settings, parsed once at start. */
export type AgentConfig = { readonly [Key in keyof Variables]: z.infer<Variables[Key]['schema']> };
