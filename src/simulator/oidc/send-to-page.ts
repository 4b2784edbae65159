import type { Response } from 'express';
import type { Oidc } from './oidc.ts';
import type { OidcNotice, Visitor } from './visitors.ts';

/** Leads the browser to the page, which says what came of it; loaded again, the page does nothing anew. */
export function sendToPage({ visitors }: Oidc, response: Response, visitor: Visitor, notice: OidcNotice): void {
  visitors.update(visitor.id, { notice });
  response.redirect(303, '/oidc');
}
