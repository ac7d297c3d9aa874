/** Kinds of registers in which a pledge may be registered outside this ledger. */
export type Channel =
  | 'unifiedRegister'
  | 'dataIpPlatform'
  | 'dataRegistry'
  | 'patentOffice'
  | 'trademarkOffice'
  | 'copyrightOffice';

/** What the pledged right is, as far as it decides where else the pledge is registered. */
export type PledgedObject =
  'dataRight' | 'dataIp' | 'receivable' | 'patent' | 'trademark' | 'copyright';

/** Where the security is registered outside this ledger, or that it is not. */
export type ExternalRegistration =
  | { readonly registered: false }
  | {
      readonly registered: true;
      readonly register: string;
      /** Which kind of register; absent: told by its name. */
      readonly channel?: Channel;
      readonly number: string;
      /** RFC 3339 UTC. */
      readonly registeredAt: string;
    };
