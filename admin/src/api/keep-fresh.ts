import { PLUGIN_ID } from '../../../shared/constants';
import { gatehouseApi, TAGS } from './gatehouse-api';
import { dispatch } from './panel-store';

/** Younger data is not reloaded when the person comes back to the window. */
const AGE_MS = 5_000;

type Action = { type?: string; meta?: { arg?: { endpointName?: string } } };

/** Tells other tabs of this browser that something has changed, but not what. */
const channel = 'BroadcastChannel' in window ? new BroadcastChannel(`${PLUGIN_ID}-changes`) : null;

/** A middleware that tells the other tabs when this one has changed something. */
export const tellChanges = () => () => (next: (action: never) => unknown) => (action: never) => {
  const { type, meta } = action as Action;
  const isChange = type === 'adminApi/executeMutation/fulfilled';
  if (isChange && meta?.arg?.endpointName?.startsWith(PLUGIN_ID)) channel?.postMessage(null);
  return next(action);
};

/**
 * Reloads our data on the screen, and forgets the rest, when the window gets the focus again and when another
 * tab has changed something. Forms keep what was typed (`components/edited-form`). Strapi's store is not set
 * up for RTK Query's own `refetchOnFocus`, which would reload Strapi's pages as well.
 */
export const keepFresh = () => {
  let asked = Date.now();
  let isOutdated = false;
  const refresh = () => {
    asked = Date.now();
    isOutdated = false;
    dispatch(gatehouseApi.util.invalidateTags([...TAGS]));
  };
  const look = () => {
    if (document.visibilityState !== 'visible' || !navigator.onLine) return;
    if (isOutdated || Date.now() - asked > AGE_MS) refresh();
  };
  window.addEventListener('focus', look);
  document.addEventListener('visibilitychange', look);
  channel?.addEventListener('message', () => {
    isOutdated = true;
    look();
  });
};
