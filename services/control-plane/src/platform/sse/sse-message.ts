/** One event of a live stream; `id` comes back as Last-Event-ID when the viewer reconnects. */
export interface SseMessage {
  readonly id?: string;
  readonly event: string;
  readonly data: unknown;
}
