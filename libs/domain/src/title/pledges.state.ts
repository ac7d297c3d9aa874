import { fromMinorUnits, minorUnits, type Money } from '../money.js';
import { change, known, put } from './maps.js';
import type { Pledge, Title } from './title.js';
import type { DataOf } from './title.commands.js';
import type { TitleEvent } from './title.events.js';

export type PledgeEvent = Extract<TitleEvent, { type: `Pledge${string}` }>;

/** The pledges of a title after one more fact about them. */
export const pledgesAfter = (
  pledges: Title['pledges'],
  { type, data }: PledgeEvent,
  version: number,
): Title['pledges'] => {
  switch (type) {
    case 'PledgeRegistered': {
      const { authorisationId, on } = data;
      const pledge = { ...placed(data, version), authorisationId, registered: { on, version } };
      return put(pledges, data.pledgeId, pledge);
    }
    case 'PledgeClaimed': {
      const claim = { lapsesAfter: data.lapsesAfter };
      return put(pledges, data.pledgeId, { ...placed(data, version), claim });
    }
    case 'PledgeConfirmed':
      return change(pledges, data.pledgeId, { registered: { on: data.on, version } });
    case 'PledgeDeclined': {
      const { on, reason } = data;
      return change(pledges, data.pledgeId, { ended: { as: 'declined', on, version, reason } });
    }
    case 'PledgeClaimLapsed': {
      const ended = { as: 'lapsed', on: data.on, version, reason: 'notConfirmed' } as const;
      return change(pledges, data.pledgeId, { ended });
    }
    case 'PledgeReleased': {
      const { amount, on, reason } = data;
      const remaining = less(known(pledges, data.pledgeId).remaining, amount);
      return minorUnits(remaining) > 0n
        ? change(pledges, data.pledgeId, { remaining })
        : change(pledges, data.pledgeId, {
            remaining,
            ended: { as: 'released', on, version, reason },
          });
    }
  }
};

const placed = (
  {
    pledgeId,
    holdingId,
    pledgeePartyId,
    pledgorPartyIds,
    terms,
    on,
  }: DataOf<'PledgeRegistered' | 'PledgeClaimed'>,
  version: number,
): Pledge => ({
  pledgeId,
  holdingId,
  pledgeePartyId,
  pledgorPartyIds,
  terms,
  rankKey: { titleVersion: version, tranche: 1 },
  from: on,
  remaining: terms.amount,
});

const less = (amount: Money, released: Money | undefined): Money =>
  fromMinorUnits(released === undefined ? 0n : minorUnits(amount) - minorUnits(released));
