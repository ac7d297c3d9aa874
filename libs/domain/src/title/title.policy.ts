/**
 * Parameters of title decisions. An event whose content follows from one of them names the version,
 * so that a later policy changes no earlier answer.
 */
export const titlePolicy = {
  version: 1,
  /** Time in which a reserved licence must be contracted. */
  reservationMilliseconds: 24 * 60 * 60 * 1000,
  /** Working days in which a pledgor may confirm a claim; the day of the claim does not count. */
  claimWorkingDays: 20,
  /** Longest time for which a lender may keep an entry free for his registration. */
  registrationReservationMilliseconds: 24 * 60 * 60 * 1000,
  /** How often one lender may renew it. */
  registrationRenewalsMax: 1,
  /** A reservation that begins within this time after his last one renews it. */
  registrationRestMilliseconds: 24 * 60 * 60 * 1000,
} as const;

/**
 * A title's length. What opens something new (a grant, a pledge, a bar …) is refused from
 * `openingsMax` on, so that what is open can always be ended, released and confirmed.
 */
export const titleEventsMax = 5_000;
export const titleOpeningsMax = 4_000;
