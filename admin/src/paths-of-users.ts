import { userPath } from './paths';

/** In the URL of a user's keys: opens the form for a new one. */
export const NEW_CREDENTIAL = 'new';
export const newCredentialPath = (user: number) => `${userPath(user, 'api-keys')}?${NEW_CREDENTIAL}=1`;
