import type { NeedMatchDto } from '@ledger/contracts/need/need-match.dto.js';
import type { NeedDto, NeedTermsDto } from '@ledger/contracts/need/need.dto.js';
import { moneyOf } from '@ledger/contracts/money.dto.js';
import { present } from '@ledger/contracts/present.js';
import type { NeedTerms } from '@ledger/domain/need/need.events.js';
import type { NeedMatchView } from './need-match.view.js';
import type { NeedSight } from './need.sight.js';
import type { NeedView } from './need.view.js';

/** A need on the wire, as far as the reader sees it. */
export const needAnswer = (row: NeedView, sight: NeedSight, today: string): NeedDto => ({
  id: row.needId,
  ...sight,
  state: row.isClosed ? 'closed' : row.until < today ? 'expired' : 'open',
  until: row.until,
  published: row.published,
  revision: row.revision,
  version: row.version,
});

/** An offer as the list of matches names it. */
export interface NamedOffer {
  readonly name: string;
  readonly stands: boolean;
}

export const matchAnswer = (row: NeedMatchView, offer: NamedOffer | undefined): NeedMatchDto => ({
  needId: row.needId,
  matchNo: row.matchNo,
  revision: row.revision,
  offerId: row.offerId,
  offerVersion: row.offerVersion,
  ...(offer && { offerName: offer.name }),
  offerStands: offer?.stands ?? false,
  score: row.score,
  findings: row.findings,
  policyVersion: row.policyVersion,
  matchedAt: row.matchedAt,
  open: row.isOpen,
  position: row.matchedPosition,
  version: row.version,
});

/** What is looked for, as commands carry it. */
export const needTermsOf = (body: NeedTermsDto): NeedTerms => ({
  text: body.text,
  ...present({
    category: body.category,
    industry: body.industry,
    territory: body.territory,
    updateFrequency: body.updateFrequency,
    products: body.products,
    deliveryModes: body.deliveryModes,
    priceMax: body.priceMax && moneyOf(body.priceMax),
    qualityMin: body.qualityMin,
  }),
  ...(body.rights && {
    rights: present({
      exclusive: body.rights.exclusive,
      purpose: body.rights.purpose,
      sublicence: body.rights.sublicence,
      territory: body.rights.territory,
    }),
  }),
  ...(body.term && { term: { from: body.term.from, ...present({ until: body.term.until }) } }),
});
