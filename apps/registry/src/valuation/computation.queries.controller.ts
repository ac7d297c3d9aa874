import { modelInputsOf } from '@ledger/contracts/valuation/model-inputs.dto.js';
import {
  ComputationDto,
  ComputeValuationDto,
} from '@ledger/contracts/valuation/valuation-answer.dto.js';
import { compute, inputFaults } from '@ledger/domain/valuation/engine/engine.js';
import { AnyRole } from '@ledger/http/auth/access.decorators.js';
import { unsoundInputs } from '@ledger/http/problems/valuation-faults.js';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

/** Computing without recording. */
@ApiTags('valuations')
@Controller('valuations')
export class ComputationQueriesController {
  @Post('compute')
  @HttpCode(200)
  @AnyRole()
  @ApiOperation({
    summary: 'Computes a value by one model, with every figure on the way; nothing is recorded.',
    description:
      'Exact decimals with 50 significant digits; rounded half-up to fen once, at the end. The same ' +
      'model version comes to the same figure for ever.',
  })
  @ApiOkResponse({ type: ComputationDto })
  compute(@Body() body: ComputeValuationDto): ComputationDto {
    const inputs = modelInputsOf(body.inputs);
    const faults = inputFaults(inputs);
    if (faults.length > 0) throw unsoundInputs(faults.map((fault) => ({ at: '/inputs', fault })));
    return compute(inputs);
  }
}
