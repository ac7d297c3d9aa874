import { Metadata, status, type StatusObject } from '@grpc/grpc-js';

/**
 * Failures as the server words them: src/EventStore.Core/Services/Transport/Grpc/RpcExceptions.cs
 * and Constants.cs (Exceptions). The client tells them apart by the trailer `exception`.
 */
type RpcError = Error & Pick<StatusObject, 'code' | 'details' | 'metadata'>;

export const rpcError = (
  code: status,
  details: string,
  trailers: Readonly<Record<string, string>> = {},
): RpcError => {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(trailers)) metadata.set(name, value);
  return Object.assign(new Error(details), { code, details, metadata });
};

export const rpcErrors = {
  notLeader: (host: string, port: number) =>
    rpcError(status.NOT_FOUND, 'Leader info available', {
      exception: 'not-leader',
      'leader-endpoint-host': host,
      'leader-endpoint-port': String(port),
    }),
  noLeaderInfo: () => rpcError(status.UNKNOWN, 'No leader info available in response'),
  notReady: () => rpcError(status.UNAVAILABLE, 'Server Is Not Ready'),
  timeout: (message: string) => rpcError(status.ABORTED, `Operation timed out: ${message}`),
  invalidArgument: (details: string) => rpcError(status.INVALID_ARGUMENT, details),
  /** What a count read says; only a subscription has words of its own (ReadAllResult). */
  invalidPosition: () => rpcError(status.UNKNOWN, 'Unexpected ReadAllResult: InvalidPosition'),
  maxAppendSize: (bytesMax: number) =>
    rpcError(status.INVALID_ARGUMENT, `Maximum Append Size of ${bytesMax} Exceeded.`, {
      exception: 'maximum-append-size-exceeded',
      'maximum-append-size': String(bytesMax),
    }),
  missingProperty: (name: string) =>
    rpcError(status.INVALID_ARGUMENT, `Required Metadata Property '${name}' is missing`, {
      exception: 'missing-required-metadata-property',
      'required-metadata-properties': 'type,content-type',
    }),
  accessDenied: () =>
    rpcError(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' }),
  /** Services/Transport/Http/AuthenticationMiddleware.cs. */
  unauthenticated: () => rpcError(status.UNAUTHENTICATED, 'Unauthenticated'),
} as const;
