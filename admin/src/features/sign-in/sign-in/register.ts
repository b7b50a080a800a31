import type { StrapiApp } from '@strapi/strapi/admin';

import { PLUGIN_ID } from '../../../../../shared/constants';
import { withFreshProof } from '../../../api/fresh-proof';
import { keepFresh, tellChanges } from '../../../api/keep-fresh';
import { renewBy, withKeptSession } from '../../../api/kept-session';
import { keepStore, owner } from '../../../api/panel-store';
import { captureLink } from './captured-link';
import { setDefaultLogo } from './default-logo';
import { HostInStrapi } from './Host';
import { takeStepsAtLogin } from './login-endpoint';
import { nameLoginField } from './login-field';
import { followFocus } from './last-focus';
import { letUserNamesPass } from './login-form';
import { seeWhatIsAsked } from './must-change';
import { followTabs, signInAgain, startAnew, tellSignIns } from './sign-in-again';
import { beginStep } from './steps';

/** Gatehouse's additions to the panel's sign-in. Strapi has no place for any: each says how it works. */
export const registerSignIn = (app: StrapiApp) => {
  const link = captureLink();
  if (link) beginStep({ kind: 'link', link });
  takeStepsAtLogin();
  letUserNamesPass();
  nameLoginField();
  app.addMiddlewares([keepStore, tellChanges, tellSignIns, seeWhatIsAsked] as never[]);
  keepFresh();
  followFocus();
  standBeforeRequests();
  setDefaultLogo(app.configurations.authLogo);
  if (hasGlobalComponents())
    app.addComponents({ name: `future-global::${PLUGIN_ID}`, Component: HostInStrapi });
};

/** The last step of every request of the panel: Strapi's client and its pages all end up in `fetch`. */
const standBeforeRequests = () => {
  const { backendURL: backendUrl } = window.strapi as unknown as { backendURL: string };
  const send = window.fetch.bind(window);
  const ask = () =>
    new Promise<boolean>((resolve) => {
      if (!beginStep({ kind: 'step-up', finish: resolve })) resolve(false);
    });
  const proved = withFreshProof(send, { backendUrl, ask });
  followTabs(renewBy(send, backendUrl));
  window.fetch = withKeptSession(proved, { backendUrl, owner, signInAgain, startAnew });
};

/** Strapi 5.54 renders components with such names on every page, but not with the old media library. */
export const hasGlobalComponents = () => {
  const { featureFlags } = window.strapi as { featureFlags?: { isEnabled: (name: string) => boolean } };
  return featureFlags?.isEnabled('useLegacyMediaLibrary') === false;
};
