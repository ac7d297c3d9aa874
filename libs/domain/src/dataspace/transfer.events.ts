import type { Exported } from '../cross-border/export-gate.js';
import type { SettledMessage } from './conversation.js';
import type { ConnectorRole } from './negotiation.graph.js';
import type { EndReason, Opening } from './negotiation.events.js';

/**
 * Where data is fetched from or sent to. What opens the door there (tokens, passwords) is not in the
 * log: it is kept beside it, sealed, under the id of the transfer.
 */
export type DataEndpoint = {
  readonly endpointType: string;
  readonly endpoint?: string;
  /** Name under which what opens it is kept; absent: nothing is needed. */
  readonly sealed?: string;
};

/** Facts of `transfer-<transferId>`: what was said, by either side, in order. */
export type TransferEvent =
  | {
      readonly type: 'TransferRequested';
      readonly data: {
        readonly transferId: string;
        readonly opening: Opening;
        readonly counterPid?: string;
        readonly negotiationId: string;
        readonly agreementId: string;
        /** As provider: the order whose licence is used. */
        readonly orderId?: string;
        /** As the distribution in the catalogue names it. */
        readonly format: string;
        /** Where the provider is to send to, in a push. */
        readonly endpoint?: DataEndpoint;
      };
    }
  | {
      readonly type: 'TransferStarted';
      readonly data: {
        readonly transferId: string;
        readonly by: ConnectorRole;
        /** Where the consumer is to fetch, in a pull. */
        readonly endpoint?: DataEndpoint;
        /** As provider to a buyer abroad: the declaration that it rests on. */
        readonly exported?: Exported;
      };
    }
  | {
      readonly type: 'TransferSuspended';
      readonly data: EndReason & { readonly transferId: string; readonly by: ConnectorRole };
    }
  | {
      readonly type: 'TransferCompleted';
      readonly data: { readonly transferId: string; readonly by: ConnectorRole };
    }
  | {
      readonly type: 'TransferTerminated';
      readonly data: EndReason & { readonly transferId: string; readonly by: ConnectorRole };
    }
  | {
      /** A message of ours has come to its end; until then it is sent again. */
      readonly type: 'TransferMessageSettled';
      readonly data: SettledMessage & { readonly transferId: string };
    };
