import { z } from 'zod';

export const phaseStates = ['draft', 'open', 'closed'] as const;
export const phaseStateSchema = z.enum(phaseStates).meta({ id: 'PhaseState' });
export type PhaseState = z.infer<typeof phaseStateSchema>;

export const phaseKinds = ['development', 'validation', 'testing'] as const;
export const phaseKindSchema = z.enum(phaseKinds).meta({ id: 'PhaseKind' });
export type PhaseKind = z.infer<typeof phaseKindSchema>;
