import { Body, Controller, Post } from '@nestjs/common';
import { AnyRole } from '../auth/access.decorators.js';

/** A route as it must not be: whatever comes is taken. */
@Controller('unchecked')
@AnyRole()
export class UncheckedController {
  @Post()
  put(@Body() body: Record<string, unknown>) {
    return body;
  }
}
