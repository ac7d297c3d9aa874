import { requestOf } from '@ledger/http/request-state.js';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';

/**
 * Where the protocol is spoken: at one base for all, and at one for each participant, which only
 * matters where a message could not else say whom it is for.
 */
export const protocolBases = (below: string): string[] => [
  `dsp/2025-1${below}`,
  `dsp/2025-1/participants/:partyId${below}`,
];

/** `@ParticipantInPath() partyId: string | undefined`: whose base the message came to. */
export const ParticipantInPath = createParamDecorator(
  (_: unknown, execution: ExecutionContext): string | undefined =>
    (requestOf(execution).params as Readonly<Record<string, string | undefined>>)['partyId'],
);
