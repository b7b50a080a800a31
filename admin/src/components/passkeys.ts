import type { NewPasskey, UsedPasskey } from '../../../shared/contracts/mfa';

/** Loaded only when a passkey is used or made. */
const library = () => import('@simplewebauthn/browser');

export const hasPasskeys = () => typeof window.PublicKeyCredential === 'function';

/** Asks the browser for a new passkey; null if the person or the browser made none. */
export const makePasskey = async (options: object): Promise<NewPasskey | null> => {
  const { startRegistration } = await library();
  return (await startRegistration({ optionsJSON: options as never }).catch(() => null)) as NewPasskey | null;
};

/** Asks the browser for an existing passkey; null if none was used. */
export const askForPasskey = async (options: object): Promise<UsedPasskey | null> => {
  const { startAuthentication } = await library();
  return (await startAuthentication({ optionsJSON: options as never }).catch(
    () => null,
  )) as UsedPasskey | null;
};
