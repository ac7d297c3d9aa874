import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { hash } from 'node:crypto';
import { type Language, languageTags } from '../language.js';

/** A page for people: its text, its one style, and the language that it is in. */
export interface HtmlPage {
  readonly html: string;
  readonly style: string;
  readonly language: Language;
  /** Whether it asks something, by a form that is sent back to this service alone. */
  readonly hasForm?: true;
}

/** Answers a page that runs nothing and loads nothing: its one style is named by its digest. */
export const htmlPage = (
  reply: FastifyReply,
  { html, style, language, hasForm }: HtmlPage,
): StreamableFile => {
  void reply.headers({
    'content-security-policy':
      `default-src 'none'; style-src 'sha256-${hash('sha256', style, 'base64')}'; ` +
      `base-uri 'none'; form-action '${hasForm ? 'self' : 'none'}'; frame-ancestors 'none'`,
    'content-language': languageTags[language],
    vary: 'Accept-Language',
  });
  const bytes = Buffer.from(html);
  return new StreamableFile(bytes, { type: 'text/html; charset=utf-8', length: bytes.length });
};
