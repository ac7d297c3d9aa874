import type { GrantTerms } from '@ledger/domain/title/title.events.js';
import type { LicenceTermsDto } from '../offer/offer.dto.js';
import { present } from '../present.js';

/** Terms as commands and events carry them. */
export const termsOf = (dto: LicenceTermsDto): GrantTerms => ({
  exclusive: dto.exclusive,
  from: dto.from,
  sublicenceDepth: dto.sublicenceDepth,
  ...present({
    purposes: dto.purposes,
    fields: dto.fields,
    territory: dto.territory,
    until: dto.until,
  }),
});
