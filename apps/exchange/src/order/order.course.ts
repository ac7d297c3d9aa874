import type { OrderCourseDto } from '@ledger/contracts/order/order-course.dto.js';
import type { SideIdentityDto } from '@ledger/contracts/order/side-identity.dto.js';
import { fromMinorUnits } from '@ledger/domain/money.js';
import { chargeDueOn } from '@ledger/domain/order/charge.schedule.js';
import { agreedPlan, outstandingOf } from '@ledger/domain/order/charge.state.js';
import type { SideIdentity } from '@ledger/domain/order/contract.events.js';
import type { OrderData, OrderEvent } from '@ledger/domain/order/order.events.js';
import {
  entitles,
  evolveOrder,
  type OrderState,
  type PlacedOrder,
} from '@ledger/domain/order/order.state.js';
import { isRunning } from '@ledger/domain/pricing/price-plan.js';
import type { RecordedOf } from '@ledger/event-store/event.js';

type Events = readonly RecordedOf<OrderEvent>[];

/** What was agreed and done, as its two sides read it: from the order's own events. */
export const courseOf = (events: Events): OrderCourseDto => {
  const order = events.reduce<OrderState>(evolveOrder, undefined);
  if (order === undefined) throw new Error('An order without events.');
  const { terms, termsVersion, contract, amendment, due, received, refunded } = order;
  const { signUntil, deliveryUntil, acceptanceUntil, balanceUntil } = order;
  return {
    termsVersion,
    terms,
    ...knowledgeOf(events),
    ...relatedOf(events),
    contracts: contractsOf(events),
    ...(amendment && { amendment: amendmentAnswer(amendment) }),
    due: fromMinorUnits(due),
    received: fromMinorUnits(received),
    refunded: fromMinorUnits(refunded),
    ...(signUntil !== undefined && { signUntil }),
    ...(contract?.fundingUntil !== undefined && { fundingUntil: contract.fundingUntil }),
    ...(deliveryUntil !== undefined && { deliveryUntil }),
    ...(acceptanceUntil !== undefined && { acceptanceUntil }),
    ...(balanceUntil !== undefined && { balanceUntil }),
    deliveries: deliveriesOf(events),
    rejections: dataOf(events, 'DeliveryRejected').map(
      ({ ground, explanation, cureUntil, on }) => ({ ground, explanation, cureUntil, on }),
    ),
    ...acceptanceOf(events),
    ...settlementOf(order),
    ...chargingOf(order),
    disputes: disputesOf(events),
    refunds: refundsOf(events),
    entitles: entitles(order),
  };
};

const dataOf = <T extends OrderEvent['type']>(events: Events, type: T): readonly OrderData<T>[] =>
  events.flatMap((event) => (event.type === type ? [event.data as OrderData<T>] : []));

const knowledgeOf = (events: Events) => {
  const [placed] = dataOf(events, 'OrderPlaced');
  const { identities, source } = placed ?? {};
  return {
    ...(identities && {
      seller: sideAnswer(identities.seller),
      buyer: sideAnswer(identities.buyer),
    }),
    ...(source && { source }),
  };
};

const sideAnswer = ({
  partyId,
  version,
  identifier,
  country,
  name,
  verification,
}: SideIdentity): SideIdentityDto => ({
  partyId,
  version,
  ...(identifier && { identifier: identifier.value }),
  ...(country !== undefined && { country }),
  ...(name !== undefined && { name }),
  isVerified: verification !== undefined,
});

const relatedOf = (events: Events) => {
  const declaredBy = dataOf(events, 'OrderSigned').flatMap(({ side, isRelated }) =>
    isRelated === true ? [side] : [],
  );
  return declaredBy.length === 0 ? {} : { relatedBy: [...new Set(declaredBy)] };
};

const contractsOf = (events: Events) =>
  events.flatMap((event) => {
    if (event.type === 'OrderContracted') {
      const { contractDigest, on = event.metadata.effectiveOn } = event.data;
      return [{ contractDigest, on }];
    }
    if (event.type !== 'ContractAmended') return [];
    const { contractDigest, supersedes, on } = event.data;
    return [{ contractDigest, supersedes, on }];
  });

const amendmentAnswer = ({
  amendmentNo,
  side,
  terms,
  contractDigest,
}: OrderData<'AmendmentProposed'>) => ({
  amendmentNo,
  side,
  terms,
  contractDigest,
});

const deliveriesOf = (events: Events) => {
  const receipts = new Map(
    dataOf(events, 'DeliveryReceived').map((receipt) => [receipt.deliveryNo, receipt]),
  );
  return dataOf(events, 'DataDelivered').map(
    ({ orderId: _, titleVersion: _at, acceptanceUntil: _until, ...batch }) => {
      const receipt = receipts.get(batch.deliveryNo);
      return {
        ...batch,
        ...(receipt && { receivedDigest: receipt.contentDigest, matches: receipt.matches }),
      };
    },
  );
};

const acceptanceOf = (events: Events) => {
  const accepted = dataOf(events, 'OrderAccepted').at(-1);
  return accepted === undefined ? {} : { acceptedBy: accepted.how, acceptedOn: accepted.on };
};

const settlementOf = ({ settled }: PlacedOrder): Pick<OrderCourseDto, 'settlement'> => {
  if (settled === undefined) return {};
  const { division, payDowns, sharing, policyVersion, on, afterSaleUntil } = settled;
  const { gross, vat, fee, base, shares } = division;
  return {
    settlement: {
      gross,
      vat,
      fee,
      base,
      shares: shares.map(({ weight: _, ...share }) => share),
      payDowns: payDowns.map(({ consentId: _, ...payDown }) => payDown),
      ...(sharing && { sharingId: sharing.sharingId, sharingVersion: sharing.version }),
      policyVersion,
      on,
      afterSaleUntil,
    },
  };
};

const chargingOf = (order: PlacedOrder): Pick<OrderCourseDto, 'charging'> => {
  const { charging, terms } = order;
  if (!isRunning(agreedPlan(terms))) return {};
  const nextOn = chargeDueOn(order);
  return {
    charging: {
      charges: charging.charges.length,
      outstanding: fromMinorUnits(outstandingOf(charging)),
      ...(nextOn !== undefined && { nextOn }),
      hasEnded: charging.afterSaleUntil !== undefined,
    },
  };
};

const disputesOf = (events: Events) => {
  const resolutions = new Map(
    dataOf(events, 'DisputeResolved').map((resolved) => [resolved.disputeNo, resolved]),
  );
  return dataOf(events, 'DisputeOpened').map(({ disputeNo, side, ground, claim, chargeNo, on }) => {
    const resolved = resolutions.get(disputeNo);
    return {
      disputeNo,
      side,
      ground,
      claim,
      ...(chargeNo !== undefined && { chargeNo }),
      on,
      ...(resolved && {
        outcome: resolved.outcome,
        reason: resolved.reason,
        resolvedOn: resolved.on,
      }),
    };
  });
};

const refundsOf = (events: Events) => {
  const proofs = new Map(dataOf(events, 'UseEndProven').map((proof) => [proof.refundNo, proof]));
  const posted = new Map(dataOf(events, 'RefundPosted').map((one) => [one.refundNo, one]));
  const taken = new Map(dataOf(events, 'RefundWithdrawn').map((one) => [one.refundNo, one]));
  const decisions = new Map(dataOf(events, 'RefundDecided').map((one) => [one.refundNo, one]));
  return dataOf(events, 'RefundGranted').map(
    ({ refundNo, kind, amount, cause, reason, needsProof, proofUntil }) => {
      const [proof, post] = [proofs.get(refundNo), posted.get(refundNo)];
      const [withdrawn, decided] = [taken.get(refundNo), decisions.get(refundNo)];
      return {
        refundNo,
        kind,
        amount,
        cause: cause.by,
        reason,
        needsProof,
        ...(proofUntil !== undefined && { proofUntil }),
        ...(withdrawn && { withdrawnOn: withdrawn.on }),
        ...(decided && { decidedPrice: decided.price }),
        ...(proof && { proofDigest: proof.proofDigest }),
        ...(post && { postedOn: post.on }),
      };
    },
  );
};
