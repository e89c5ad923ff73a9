import type { OidcRefusal } from '@varve/contract';
import { ServerError } from '../../kit/server-error.ts';

/** Makes the error of a log-in by a provider that did not come about: the page says it by its reason. */
export class OidcRefused extends ServerError {
  readonly refusal: OidcRefusal;

  constructor(refusal: OidcRefusal, message: string, options: ErrorOptions = {}) {
    super('OIDC_REFUSED', message, options);
    this.refusal = refusal;
  }
}
