/** The reasons for which the rules of this slice say no. Stable for ever: part of the API. */
export type PartyRefusal =
  | 'party_not_found'
  /** Natural persons cannot be parties in this release. */
  | 'natural_person_not_admitted'
  /** A data-asset manager registers his own organisation only. */
  | 'not_own_organisation'
  /** Not 18 characters of the alphabet of GB 32100-2015. */
  | 'uscc_malformed'
  /** The check character of GB 32100-2015 fails and no reason for taking it was given. */
  | 'uscc_check_failed'
  /** Not 18 letters or digits and two check digits, ISO 17442. */
  | 'lei_malformed'
  /** The check digits of ISO 17442 (mod 97-10) fail. */
  | 'lei_check_failed'
  /** Not a country code other than CN, a colon and a number in that country's register. */
  | 'foreign_identifier_malformed'
  /** An LEI does not say where the organisation is registered. */
  | 'party_country_needed'
  /** Another country than the identifier says; or an LEI of the mainland, which the USCC names. */
  | 'party_country_wrong'
  /** The code says that it is an organ or a public institution (GB 32100: 机构编制). */
  | 'party_class_contradicts_uscc'
  /** It is registered in that class already. */
  | 'party_class_unchanged'
  | 'party_name_invalid'
  /** The identifier is registered with another name or class. */
  | 'party_already_registered'
  /** The organisation is suspended: it gives and takes nothing new. */
  | 'party_suspended'
  /** The organisation was merged or divided: its successors act in its place. */
  | 'party_succeeded'
  /** A date does not exist, or lies before what it follows on. */
  | 'party_date_invalid'
  /** A name of that day is recorded already. */
  | 'party_name_dated_already'
  /** A merger has one successor, a division several; none twice, none the predecessor. */
  | 'successors_invalid'
  /** A successor is no registered party, or was itself merged or divided. */
  | 'successor_not_registered'
  /** The succession was recorded with other successors. */
  | 'succession_already_recorded'
  /** Insolvency proceedings are open; they end before others open. */
  | 'insolvency_already_open'
  /** No insolvency proceedings are open. */
  | 'insolvency_not_open';
