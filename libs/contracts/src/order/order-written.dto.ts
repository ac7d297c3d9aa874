import { IntegerField } from '../fields.js';
import { WrittenDto } from '../written.dto.js';

/** Terms were proposed. */
export class TermsWrittenDto extends WrittenDto {
  @IntegerField({ min: 1, description: 'Version of the terms that stands now.', example: 2 })
  termsVersion!: number;
}

/** An amendment was proposed. */
export class AmendmentWrittenDto extends WrittenDto {
  @IntegerField({ min: 1, description: 'Number of the amendment.', example: 1 })
  amendmentNo!: number;
}

/** A batch was delivered. */
export class DeliveryWrittenDto extends WrittenDto {
  @IntegerField({ min: 1, description: 'Number of the delivery.', example: 1 })
  deliveryNo!: number;
}

/** A dispute was opened. */
export class DisputeWrittenDto extends WrittenDto {
  @IntegerField({ min: 1, description: 'Number of the dispute.', example: 1 })
  disputeNo!: number;
}

/** A refund was granted. */
export class RefundWrittenDto extends WrittenDto {
  @IntegerField({ min: 1, description: 'Number of the refund.', example: 1 })
  refundNo!: number;
}
