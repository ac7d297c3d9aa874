import type { ProjectionVersions } from '@ledger/read-model/projection.js';
import type { ReadModelOptions } from '@ledger/read-model/read-model.module.js';
import type { Type } from '@nestjs/common';
import type { EntityTarget, ObjectLiteral } from 'typeorm';

/** One slice of a service: its routes, and what it derives from the log. */
export interface Slice {
  /** Nest module with the controllers and providers. */
  readonly module: Type;
  /** Tables it reads. */
  readonly views?: readonly EntityTarget<ObjectLiteral>[];
  readonly projections?: ReadModelOptions['projections'];
  readonly processes?: ReadModelOptions['processes'];
  readonly sweeps?: ReadModelOptions['sweeps'];
}

/** What makes a service this one. */
export interface ServiceDefinition {
  /** `registry` or `exchange`. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly port: number;
  readonly slices: readonly Slice[];
  /** Of its projections, generated: rows of an older version are made anew. */
  readonly versions: ProjectionVersions;
}
