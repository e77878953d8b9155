import { Injectable } from '@nestjs/common';

/** Ports that servers besides HTTP have chosen; each server sets its own before the application listens. */
@Injectable()
export class ListeningPorts {
  /** For enrolled agents. */
  grpcPort: number | undefined;
  /** For agents that have no identity yet. */
  enrolmentPort: number | undefined;
}
