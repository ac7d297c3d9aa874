import { Injectable } from '@nestjs/common';
import type { CanActivate } from '@nestjs/common';

/**
 * For routes whose bodies take milliseconds to judge: one of them begins per turn of the event loop,
 * so that what others ask meanwhile is answered in between. Stands on the route, behind the guards
 * of every route: nobody waits for who is not let in.
 */
@Injectable()
export class InTurnGuard implements CanActivate {
  private last: Promise<void> = Promise.resolve();

  async canActivate(): Promise<true> {
    const turn = this.last.then(() => new Promise<void>((resolve) => setImmediate(resolve)));
    this.last = turn;
    await turn;
    return true;
  }
}
