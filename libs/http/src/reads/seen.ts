import { type CatchesUp, readYourWrites } from './read-your-writes.js';
