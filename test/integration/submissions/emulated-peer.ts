import { type Assignment, type CommitResultRequest, Fidelity } from '@npufarm/agent-protocol';
import { AgentPeer, timingOutcome } from '../control-plane/agent-peer.js';
import type { PeerIdentity } from '../control-plane/enrol-agent.js';
import { eventually } from '../control-plane/eventually.js';

export interface Assigned {
  readonly attempt: bigint;
  readonly assignment: Assignment;
}

/** An agent of one emulated board, played by hand. */
export class EmulatedPeer {
  private readonly peer: AgentPeer;

  constructor(grpcAddress: string, identity: PeerIdentity) {
    this.peer = new AgentPeer(grpcAddress, identity, ['emulated-1']);
  }

  /** Opens the session with a board that says it is emulated. */
  hello(): Promise<void> {
    const { session, spoolId, instanceId } = this.peer;
    const board = {
      name: 'emulated-1',
      driver: 'emulated',
      fidelity: Fidelity.FIDELITY_EMULATED,
      capabilities: { soc: 'vs680' },
      environmentHash: 'e1',
      shared: false,
    };
    const request = {
      protocolMin: 1,
      protocolMax: 1,
      agentVersion: 'test',
      spoolId,
      instanceId,
      heldAttempts: [],
      draining: false,
      epoch: 1n,
      boards: [board],
    };
    return new Promise((resolve, reject) => {
      session.hello(request, (error) => (error === null ? resolve() : reject(error)));
    });
  }

  /** Accepts the next offer. */
  async next(): Promise<Assigned> {
    const attempt = await eventually(async () => (await this.peer.renew()).offered[0]);
    return { attempt, assignment: await this.peer.take(attempt) };
  }

  async commitTiming({ attempt }: Assigned, inferenceUs: number): Promise<void> {
    const outcome = timingOutcome(inferenceUs);
    if (outcome.$case !== 'timing') throw new Error('no timing');
    const resultJson = outcome.value.resultJson.replace('"fake"', '"emulated"');
    await this.peer.commit(attempt, { $case: 'timing', value: { resultJson } });
  }

  /** Presents an output that was stored before, for the first picture of the job. */
  async commitPicture(
    { attempt, assignment }: Assigned,
    output: { readonly sha256: string; readonly width: number; readonly height: number },
  ): Promise<void> {
    const name = assignment.work?.$case === 'fidelity' ? assignment.work.value.pictures[0]?.name : undefined;
    await this.peer.commit(attempt, {
      $case: 'fidelity',
      value: {
        pictures: [{ name: name ?? '', ...output }],
        environmentJson: JSON.stringify({
          fidelity: 'emulated',
          clock: 'predicted',
          numerics: 'tflite-reference',
          modelVersion: '1',
          compilerVersion: '1',
        }),
      },
    });
  }

  async commit({ attempt }: Assigned, outcome: CommitResultRequest['outcome']): Promise<void> {
    await this.peer.commit(attempt, outcome);
  }

  close(): void {
    this.peer.close();
  }
}
