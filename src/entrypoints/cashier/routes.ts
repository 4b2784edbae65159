import type { Route } from '../../http/route.ts';
import type { CashierCaller } from './authenticate.ts';
import type { CashierDependencies } from './cashier-dependencies.ts';
import { CALLBACK_ERRORS } from './errors.ts';
import { postCallback } from './post-callback.ts';
import * as schemas from './schemas.ts';

/** What cashiers call. @see `docs/payments.md` */
export function cashierRoutes(dependencies: CashierDependencies): Route<CashierCaller>[] {
  return [
    {
      method: 'POST',
      paths: ['/cashier/callback'],
      summary: 'What became of a deposit at the cashier; may come late, and any number of times',
      security: { kind: 'cashier-signature' },
      body: 'signed-json',
      request: { query: schemas.anyFields, body: schemas.callbackBody },
      response: { status: 200, contentType: 'application/json', schema: schemas.paymentAnswer },
      errors: CALLBACK_ERRORS,
      handle: postCallback(dependencies),
    },
  ];
}
