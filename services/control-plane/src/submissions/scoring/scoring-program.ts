import { Injectable } from '@nestjs/common';

/** Where the compiled program of the scoring threads is: beside this file once both are built. */
@Injectable()
export class ScoringProgram {
  readonly url: URL = new URL('./score-pair.worker.js', import.meta.url);
}
