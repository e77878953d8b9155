import { z } from 'zod';

/** What stands behind a number; `fake` is never ranked. */
export const fidelitySchema = z.enum(['board', 'emulated', 'host', 'fake']).meta({ id: 'Fidelity' });
export type Fidelity = z.infer<typeof fidelitySchema>;

export const clockKindSchema = z.enum(['measured', 'predicted']).meta({ id: 'ClockKind' });
export type ClockKind = z.infer<typeof clockKindSchema>;

/** Whose arithmetic produced the output bytes. */
export const numericsSchema = z
  .enum(['tflite-reference', 'tflite-builtin', 'device'])
  .meta({ id: 'Numerics' });
export type Numerics = z.infer<typeof numericsSchema>;

/** Order of the dimensions of input and output on the board. */
export const layoutSchema = z.enum(['nhwc', 'nchw']).meta({ id: 'Layout' });
export type Layout = z.infer<typeof layoutSchema>;

/** How picture bytes become tensor codes: as they are, or through scale and zero point. */
export const feedingSchema = z.enum(['raw', 'scaled']).meta({ id: 'Feeding' });
export type Feeding = z.infer<typeof feedingSchema>;
