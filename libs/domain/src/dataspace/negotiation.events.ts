import type { SettledMessage } from './conversation.js';
import type { ConnectorRole } from './negotiation.graph.js';
import type { PolicyAgreement, PolicyOffer } from './policy.js';

/** How a process of the dataspace began: who talks to whom about what. */
export type Opening = {
  /** Which end we are. */
  readonly role: ConnectorRole;
  /** Our side's organisation, and theirs, as this register knows them. */
  readonly partyId: string;
  readonly counterpartyId: string;
  /** What the two are called in the dataspace. */
  readonly participantId: string;
  readonly counterpartId: string;
  /** Base address of the other connector, to which messages go. */
  readonly address: string;
};

/** Why something ended, in the words of who ended it. */
export type EndReason = { readonly code?: string; readonly reason?: readonly string[] };

/** Facts of `negotiation-<negotiationId>`: what was said, by either side, in order. */
export type NegotiationEvent =
  | {
      readonly type: 'NegotiationRequested';
      readonly data: {
        readonly negotiationId: string;
        /** With the first message only. */
        readonly opening?: Opening;
        /** The other side's id of the process, as far as it is known. */
        readonly counterPid?: string;
        readonly offer: PolicyOffer;
        /** As provider: the order that it is about, and the version of its terms. */
        readonly orderId?: string;
        readonly termsVersion?: number;
        /** Of the message itself, where the other side gave it one: sent again it has the same. */
        readonly messageId?: string;
      };
    }
  | {
      readonly type: 'NegotiationOffered';
      readonly data: {
        readonly negotiationId: string;
        /** With the first message only. */
        readonly opening?: Opening;
        readonly counterPid?: string;
        readonly offer: PolicyOffer;
        /** As provider: the order that it is about, or will be, and the version of its terms. */
        readonly orderId?: string;
        readonly termsVersion?: number;
        /** Of the message itself, where the other side gave it one: sent again it has the same. */
        readonly messageId?: string;
      };
    }
  | {
      readonly type: 'NegotiationAccepted';
      readonly data: { readonly negotiationId: string };
    }
  | {
      readonly type: 'NegotiationAgreed';
      readonly data: {
        readonly negotiationId: string;
        readonly agreement: PolicyAgreement;
        /** As provider: SHA-256 of the contract that was signed, hex. */
        readonly contractDigest?: string;
      };
    }
  | {
      readonly type: 'NegotiationVerified';
      readonly data: { readonly negotiationId: string };
    }
  | {
      readonly type: 'NegotiationFinalized';
      readonly data: { readonly negotiationId: string };
    }
  | {
      readonly type: 'NegotiationTerminated';
      readonly data: EndReason & { readonly negotiationId: string; readonly by: ConnectorRole };
    }
  | {
      /** A message of ours has come to its end; until then it is sent again. */
      readonly type: 'NegotiationMessageSettled';
      readonly data: SettledMessage & { readonly negotiationId: string };
    };
