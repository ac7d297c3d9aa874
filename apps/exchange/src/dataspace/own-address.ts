import { dataspacePath } from '@ledger/contracts/dataspace/protocol.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { AddressInfo, Server } from 'node:net';
import { DATASPACE_CONFIGURATION, type DataspaceConfiguration } from './dataspace.configuration.js';

/** Where other connectors reach this service. It is never taken from what a request says. */
@Injectable()
export class OwnAddress {
  constructor(
    @Inject(DATASPACE_CONFIGURATION) private readonly configuration: DataspaceConfiguration,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
  ) {}

  /** The base of all paths of the protocol. Throws `unavailable` where no address is configured. */
  get base(): string {
    const { address, isOn } = this.configuration;
    if (!isOn) throw problem('unavailable');
    return `${address ?? this.listening}${dataspacePath}`;
  }

  private get listening(): string {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    const address = server.address() as AddressInfo | null;
    return `http://127.0.0.1:${address?.port ?? 3001}`;
  }
}
