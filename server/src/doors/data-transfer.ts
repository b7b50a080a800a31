import { followersOf } from '../platform/follow-changes';
import { perStrapi } from '../platform/per-strapi';
import type { Strapi } from '../platform/strapi';
import { type Door, functionAt, replace } from './door';
import { lifecycles } from './native';

type States = Map<unknown, unknown>;
type Switch = (...args: unknown[]) => void;
type Run = (
  action: string,
  uid: string,
  properties: object,
  states?: States,
  ...rest: unknown[]
) => Promise<States>;
type CreateEvent = (action: string, uid: string, properties: object, state: unknown) => { state: unknown };

const transfer = perStrapi(() => ({ isSilencing: false }));

/**
 * During a transfer, even a read-only one, Strapi silences the database events of the whole server
 * (data-transfer/src/strapi/remote/handlers/utils.ts, 5.54): a password changed meanwhile would end no links
 * and notify nobody. Followers of Strapi's users and sessions, which no transfer touches, keep running.
 */
export const dataTransfer: Door = {
  name: 'data transfer',
  decorates: [
    replace<Switch>(lifecycles('disable'), { arity: 0 }, (strapi, disable) => (...args) => {
      transfer(strapi).isSilencing = true;
      disable(...args);
    }),
    replace<Switch>(lifecycles('enable'), { arity: 0 }, (strapi, enable) => (...args) => {
      transfer(strapi).isSilencing = false;
      enable(...args);
    }),
    replace<Run>(
      lifecycles('run'),
      { arity: 3 },
      (strapi, run) =>
        (...args) =>
          transfer(strapi).isSilencing ? runFollowers(strapi, ...args) : run(...args),
    ),
  ],
};

const runFollowers = async (
  strapi: Strapi,
  ...[action, uid, properties, states = new Map()]: Parameters<Run>
): Promise<States> => {
  const createEvent = functionAt<CreateEvent>(strapi, lifecycles('createEvent'));
  for (const follower of followersOf(strapi)) {
    const react = follower[action];
    if (typeof react !== 'function' || !follower.models.includes(uid)) continue;
    const event = createEvent(action, uid, properties, states.get(follower) ?? {});
    await react.call(follower, event);
    states.set(follower, event.state);
  }
  return states;
};
