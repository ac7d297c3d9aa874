import { dataspacePath } from '@ledger/contracts/dataspace/protocol.js';
import { Public } from '@ledger/http/auth/access.decorators.js';
import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';

/** Which versions of the Dataspace Protocol are spoken here, and where. */
@ApiExcludeController()
@Controller('.well-known/dspace-version')
@Public()
export class DataspaceVersionController {
  @Get()
  versions(): object {
    return {
      protocolVersions: [
        {
          version: '2025-1',
          path: dataspacePath,
          binding: 'HTTPS',
          serviceId: 'urn:data-asset-ledger:exchange',
          identifierType: 'urn:uuid',
          auth: { protocol: 'OAuth', version: '2', profile: ['bearer'] },
        },
      ],
    };
  }
}
