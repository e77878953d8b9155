import { serverNames } from '@npufarm/agent-protocol';
import type { ChannelOptions } from '@grpc/grpc-js';

/** The control plane proves to be itself, whatever address it is reached by. */
export const secureChannelOptions: ChannelOptions = {
  'grpc.ssl_target_name_override': serverNames.controlPlane,
  // grpc-js would share one connection between clients of the same address; evidence must never delay a renewal.
  'grpc.use_local_subchannel_pool': 1,
  'grpc.initial_reconnect_backoff_ms': 200,
  'grpc.max_reconnect_backoff_ms': 1000,
  'grpc.keepalive_time_ms': 5000,
  'grpc.keepalive_timeout_ms': 5000,
  'grpc.keepalive_permit_without_calls': 1,
};
