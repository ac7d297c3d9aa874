import { Field } from '../fields.js';
import { month } from '../shape.js';

export const sides = ['debit', 'credit'] as const;
export const periodStates = ['open', 'closing', 'closed', 'approved'] as const;
export const runStates = ['running', 'completed'] as const;

/** A month of the journal. */
export const MonthField = (
  description: string,
  more: { readonly optional?: boolean } = {},
): PropertyDecorator => Field(month, { description, example: '2025-03', ...more });
