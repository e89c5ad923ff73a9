export { beginOidc } from './begin-oidc.ts';
export { enabledProviders } from './enabled-providers.ts';
export { finishOidc } from './finish-oidc.ts';
export { identityRouter } from './identity.router.ts';
export { OIDC_SECONDS, openNote } from './oidc-note.ts';
export { OidcRefused } from './oidc-refused.ts';
export { recordRefusal } from './record-refusal.ts';
export { takeOidcFactor } from './take-oidc-factor.ts';
