import { runService } from '@ledger/service/run-service.js';
import { registry } from './registry.js';

await runService(registry);
