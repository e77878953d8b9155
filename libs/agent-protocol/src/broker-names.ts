/** The JetStream stream that carries ids of attempts to agents. */
export const farmStreamName = 'FARM';

/** Names that belong to one agent on the broker; it may use these and no others. */
export interface AgentBrokerNames {
  /** Subject of its offers, read through `consumer`. */
  readonly dispatch: string;
  /** Subject of its cancels, subscribed directly: a server before 2.10 allows a consumer no second filter. */
  readonly cancel: string;
  /** Its durable consumer, which the control plane declares. */
  readonly consumer: string;
  /** Prefix of its inboxes, without the last dot. */
  readonly inboxPrefix: string;
}

/** The broker's names for an agent. */
export function agentBrokerNames(agentId: string): AgentBrokerNames {
  return {
    dispatch: `farm.dispatch.${agentId}`,
    cancel: `farm.cancel.${agentId}`,
    consumer: `agent_${agentId}`,
    inboxPrefix: `_INBOX_${agentId}`,
  };
}
