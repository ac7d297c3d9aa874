import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Public } from '../auth/access.decorators.js';
import { problem } from './http-problem.js';
import type { ProblemCode } from './problem-table.js';
import { problemTexts } from './problem-table.js';
import type { ProblemText, ProblemWords } from './problem-text.js';

const words = {
  type: 'object' as const,
  properties: { title: { type: 'string' as const }, detail: { type: 'string' as const } },
};

/** What a problem code means, in both languages. */
export class ProblemPageDto {
  @ApiProperty({ type: 'string', description: 'The code.', example: 'not_found' })
  code!: string;

  @ApiProperty({ type: 'integer', description: 'HTTP status.', example: 404 })
  status!: number;

  @ApiProperty({ ...words, description: 'In Chinese.' })
  zh!: ProblemWords;

  @ApiProperty({ ...words, description: 'In English.' })
  en!: ProblemWords;
}

/** The pages that the `type` of every problem leads to. */
@ApiTags('problems')
@Controller('problems')
@Public()
export class ProblemsController {
  @Get(':code')
  @ApiOperation({ summary: 'What a problem code means and what to do about it.' })
  @ApiOkResponse({ type: ProblemPageDto })
  one(@Param('code') code: string): ProblemPageDto {
    if (!isCode(code)) throw problem('not_found');
    const { status, zh, en }: ProblemText = problemTexts[code];
    return { code, status, zh, en };
  }
}

const isCode = (code: string): code is ProblemCode => Object.hasOwn(problemTexts, code);
