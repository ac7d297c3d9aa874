import type { Channel, ExternalRegistration, PledgedObject } from './external-registration.js';

export type { Channel } from './external-registration.js';

/**
 * Which register takes a pledge of what (Civil Code art. 440, 444, 445; PBOC Order 2021 No. 7 art. 2):
 * property rights in patents, trade marks and works go to their own offices and not to the unified
 * register; data rights are filed there as other rights, or with a data registry.
 */
const channelsOf: Readonly<Record<PledgedObject, readonly Channel[]>> = {
  dataRight: ['unifiedRegister', 'dataRegistry'],
  dataIp: ['dataIpPlatform', 'unifiedRegister', 'dataRegistry'],
  receivable: ['unifiedRegister'],
  patent: ['patentOffice'],
  trademark: ['trademarkOffice'],
  copyright: ['copyrightOffice'],
};

/** Names by which the registers are known; others are nobody's to judge. */
const names: readonly (readonly [Channel, RegExp])[] = [
  ['unifiedRegister', /动产融资统一登记|中登网|zhongdengwang/iu],
  ['dataIpPlatform', /数据知识产权/u],
  ['patentOffice', /专利/u],
  ['trademarkOffice', /商标/u],
  ['copyrightOffice', /版权|著作权/u],
  ['dataRegistry', /数据(产权|资产|资源)?(登记|交易)/u],
];

/** The register that a pointer means, by what it says or by its name; `undefined`: unknown. */
export const channelOf = (external: ExternalRegistration): Channel | undefined => {
  if (!external.registered) return undefined;
  const { channel, register } = external;
  return channel ?? names.find(([, name]) => name.test(register))?.[0];
};

/** The registers that would have been right; `undefined`: nothing is wrong. */
export const rightChannels = (
  object: PledgedObject,
  external: ExternalRegistration,
): readonly Channel[] | undefined => {
  const channel = channelOf(external);
  const right = channelsOf[object];
  return channel === undefined || right.includes(channel) ? undefined : right;
};
