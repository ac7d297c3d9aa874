/** The reasons for which the rules of this slice say no. Stable for ever: part of the API. */
export type PartyRefusal = 'party_not_found';
