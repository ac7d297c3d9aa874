import type { Projection } from '@ledger/read-model/projection.js';
import { rowProjection } from '@ledger/read-model/row-projection.js';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { certificateFold } from './certificate.projection.js';
import { CertificateView } from './certificate.view.js';

/** Tables of this slice. */
export const certificateViews: readonly EntityTarget<ObjectLiteral>[] = [CertificateView];

/** What keeps them. */
export const certificateProjections: readonly Projection[] = [rowProjection(certificateFold)];
