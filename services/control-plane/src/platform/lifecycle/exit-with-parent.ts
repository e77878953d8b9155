import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const closingLimitMs = 5_000;

/** Ends this process when its standard input closes, which happens when the parent dies, however it dies. */
export function exitWithParent(app: NestFastifyApplication, isWanted: boolean): void {
  if (!isWanted) return;
  process.stdin.resume();
  process.stdin.once('close', () => {
    setTimeout(() => process.exit(1), closingLimitMs).unref();
    void app.close().finally(() => process.exit(0));
  });
}
