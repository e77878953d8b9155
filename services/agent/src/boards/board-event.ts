import type { EventLevel, Issue } from '@npufarm/contracts';
import type { BoardOutcome } from './board-outcome.js';

/** Something that happens while a board works; the outcome comes last. */
export type BoardEvent =
  | { readonly kind: 'stage'; readonly stage: 'compiling' | 'measuring' }
  | {
      readonly kind: 'log';
      readonly level: EventLevel;
      readonly source: 'board' | 'model';
      readonly text: string;
    }
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'issue'; readonly issue: Issue }
  | { readonly kind: 'telemetry'; readonly name: string; readonly value: number; readonly unit: string }
  | { readonly kind: 'outcome'; readonly outcome: BoardOutcome };
