import { z } from 'zod';

const fraction = z.number().min(0).max(1);
const factor = z.number().positive().max(1000);

/** When a behaviour shows: in which attempts of the agent's process on this board, and how often among them. */
const occasion = {
  /** The first attempt that may show it, counted from 0. */
  from: z.int().min(0).default(0),
  /** The first attempt that does not show it any more; for ever when absent. */
  until: z.int().min(0).optional(),
  probability: fraction.default(1),
};

/** One way in which a board may misbehave. */
export const behaviourSchema = z.discriminatedUnion('kind', [
  /** Its clock is slower than that of its kind. */
  z.strictObject({ kind: z.literal('slow'), factor, ...occasion }),
  /** Its clock becomes slower by this fraction with every attempt. */
  z.strictObject({ kind: z.literal('drift'), perAttempt: z.number().min(-0.5).max(1), ...occasion }),
  /** It heats up: from the given number of attempts in a row on, its clock is slower, until it has rested. */
  z.strictObject({
    kind: z.literal('throttle'),
    afterAttempts: z.int().min(1),
    factor,
    restMs: z.int().min(1).default(30_000),
    ...occasion,
  }),
  /** Its times spread normally, with this relative standard deviation. */
  z.strictObject({ kind: z.literal('jitter'), deviation: fraction, ...occasion }),
  /** It vanishes while it measures. */
  z.strictObject({ kind: z.literal('crash'), ...occasion }),
  /** It falls silent while it measures, until the stage's limit. */
  z.strictObject({ kind: z.literal('hang'), ...occasion }),
  /** It computes other bytes than its kind. */
  z.strictObject({ kind: z.literal('wrong-output'), ...occasion }),
  /** Its delegate refuses the model. */
  z.strictObject({ kind: z.literal('refuse'), ...occasion }),
  /** Its link comes and goes. */
  z.strictObject({ kind: z.literal('flap'), upMs: z.int().min(1), downMs: z.int().min(1) }),
]);

export type Behaviour = z.infer<typeof behaviourSchema>;

/** Behaviours that show in some attempts and not in others. */
export type OccasionalBehaviour = Extract<Behaviour, { readonly probability: number }>;

/** What an operator may inject into any board: with the same seed it happens the same way in the same attempts. */
export const injectionFields = {
  seed: z.int().default(1),
  behaviour: z.array(behaviourSchema).default([]),
};

export interface Injection {
  readonly seed: number;
  readonly behaviour: readonly Behaviour[];
}
