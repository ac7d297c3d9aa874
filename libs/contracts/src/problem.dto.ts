import { ApiProperty } from '@nestjs/swagger';
import { EnumField, IntegerField, ListField, TextField } from './fields.js';

/** One thing that is wrong with the request. */
export class InputErrorDto {
  @EnumField(['body', 'query', 'path', 'header'], { description: 'Part of the request.' })
  in!: 'body' | 'query' | 'path' | 'header';

  @TextField({
    max: 1_000,
    min: 0,
    description: 'JSON pointer (RFC 6901) to the value in that part.',
    example: '/holder/uscc',
  })
  pointer!: string;

  @TextField({
    max: 2_000,
    description: 'What is wrong and what to do about it.',
    example: 'holder.uscc 须为 18 位统一社会信用代码',
  })
  message!: string;
}

/** RFC 9457 problem details, in the language of `Accept-Language` (zh-CN unless en is preferred). */
export class ProblemDto {
  @TextField({
    max: 200,
    description: 'Page about this kind of problem.',
    example: '/problems/invalid_request',
  })
  type!: string;

  @TextField({ max: 200, description: 'What went wrong, in short.', example: '请求的内容不合要求' })
  title!: string;

  @IntegerField({ min: 400, max: 599, description: 'HTTP status.', example: 400 })
  status!: number;

  @TextField({
    max: 4_000,
    description: 'What went wrong and what to do.',
    example: '请按 errors 逐项改正后重发。',
  })
  detail!: string;

  @TextField({ max: 4_000, description: 'The path that was asked for.', example: '/v1/assets' })
  instance!: string;

  @TextField({ max: 100, description: 'Stable name of the reason.', example: 'invalid_request' })
  code!: string;

  @TextField({
    max: 200,
    description: 'Name this when you ask for help; it is in our log.',
    example: '5f0c7d7e-2a53-4f0e-8f0a-6a1a0f6b9c11',
  })
  correlationId!: string;

  @ListField(() => InputErrorDto, {
    max: 50,
    optional: true,
    description: 'What is wrong with the input, field by field.',
  })
  errors?: InputErrorDto[];

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    selfRequired: false,
    description: 'What stands in the way, e.g. `{ "pledgeIds": ["…"] }`.',
    example: { pledgeIds: ['3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c'] },
  })
  obstacles?: Record<string, unknown>;
}
