import { agentBrokerNames, farmStreamName } from '@npufarm/agent-protocol';
import type { BrokerPermissions } from './user-jwt.js';

/**
 * What an agent may do on the broker: read its own offers and hear its own cancels.
 *
 * It may not create its consumer: the request would let it choose another agent's subject as the filter.
 */
export function agentPermissions(agentId: string): BrokerPermissions {
  const { cancel, consumer, inboxPrefix } = agentBrokerNames(agentId);
  const own = `${farmStreamName}.${consumer}`;
  return {
    publish: [`$JS.API.CONSUMER.INFO.${own}`, `$JS.API.CONSUMER.MSG.NEXT.${own}`, `$JS.ACK.${own}.>`],
    subscribe: [cancel, `${inboxPrefix}.>`],
  };
}
