/**
 * What negotiations and transfers have in common: two sides that say messages to each other, each
 * with its own id of the process; ours wait until the other side has taken them.
 */
export interface Conversation {
  /** The other side's id of the process, once it is known. */
  readonly counterPid?: string;
  readonly events: number;
  /** Versions of our messages that the other side has not taken yet, oldest first. */
  readonly unsettled: readonly number[];
}

/** How a message of ours ended: the other side took it, refused it, or could not be reached. */
type Settlement = 'acknowledged' | 'refused' | 'undeliverable';

/** What became of a message of ours. */
export type SettledMessage = {
  /** Version of the event that it is. */
  readonly message: number;
  readonly settlement: Settlement;
  readonly counterPid?: string;
  /** HTTP status of the answer, where there was one. */
  readonly status?: number;
};

/** Whether a message is about this process: once the other side's id is known it stays. */
export const isOfProcess = (
  { counterPid: known }: Conversation,
  counterPid: string | undefined,
): boolean => counterPid === undefined || (known ?? counterPid) === counterPid;

/** The fact, without what was not told; `undefined`: settled before, so nothing changes. */
export const settledOnce = (
  { unsettled }: Conversation,
  { message, settlement, counterPid, status }: SettledMessage,
): SettledMessage | undefined =>
  unsettled.includes(message)
    ? {
        ...{ message, settlement },
        ...(counterPid !== undefined && { counterPid }),
        ...(status !== undefined && { status }),
      }
    : undefined;

/** The conversation once a message of ours is settled; `events`: with this one. */
export const afterSettling = <C extends Conversation>(
  known: C,
  { message, counterPid }: Pick<SettledMessage, 'message' | 'counterPid'>,
  events: number,
): C => {
  const unsettled = known.unsettled.filter((version) => version !== message);
  return { ...known, events, unsettled, ...(counterPid !== undefined && { counterPid }) };
};
