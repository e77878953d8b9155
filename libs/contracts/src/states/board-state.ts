import { z } from 'zod';

export const boardLinks = ['connected', 'flapping', 'disconnected'] as const;
export const boardLinkSchema = z.enum(boardLinks).meta({ id: 'BoardLink' });
export type BoardLink = z.infer<typeof boardLinkSchema>;

export const boardOccupancies = ['idle', 'leased', 'draining', 'unsafe'] as const;
export const boardOccupancySchema = z.enum(boardOccupancies).meta({ id: 'BoardOccupancy' });
export type BoardOccupancy = z.infer<typeof boardOccupancySchema>;

export const boardHealths = [
  'unknown',
  'good',
  'suspect',
  'quarantined',
  'looping',
  'maintenance',
  'retired',
] as const;
export const boardHealthSchema = z.enum(boardHealths).meta({ id: 'BoardHealth' });
export type BoardHealth = z.infer<typeof boardHealthSchema>;
