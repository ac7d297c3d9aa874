import { runService } from '@ledger/service/run-service.js';
import { exchange } from './exchange.js';

await runService(exchange);
