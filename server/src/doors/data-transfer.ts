import { followersOf } from '../platform/follow-changes';
import type { Door } from './door';
import { lifecyclesOf } from './native';

type States = Map<unknown, unknown>;
type Rest = unknown[];
type Run = (
  action: string,
  uid: string,
  properties: object,
  states?: States,
  ...rest: Rest
) => Promise<States>;
type StrapisOwn = {
  disable: (...given: Rest) => void;
  enable: (...given: Rest) => void;
  run: Run;
  createEvent: (action: string, uid: string, properties: object, state: unknown) => { state: unknown };
};

/**
 * While a transfer goes on, and be it one that only reads, Strapi silences the database events of the whole server
 * (data-transfer/src/strapi/remote/handlers/utils.ts, 5.54): a password that was changed meanwhile would end no link and be
 * told nobody. Whoever follows Strapi's own users and sessions, which no transfer touches, goes on doing so.
 */
export const dataTransfer: Door = {
  name: 'data transfer',
  decorates: [
    {
      name: 'strapi.db.lifecycles.disable',
      find: (strapi) => ({ target: lifecyclesOf(strapi), method: 'disable' }),
      arity: 0,
    },
    {
      name: 'strapi.db.lifecycles.enable',
      find: (strapi) => ({ target: lifecyclesOf(strapi), method: 'enable' }),
      arity: 0,
    },
    {
      name: 'strapi.db.lifecycles.run',
      find: (strapi) => ({ target: lifecyclesOf(strapi), method: 'run' }),
      arity: 3,
    },
  ],
  mount({ strapi }) {
    const lifecycles = lifecyclesOf(strapi);
    const { createEvent, disable, enable, run } = lifecycles as StrapisOwn;
    let isSilenced = false;
    lifecycles.disable = (...given: Rest) => {
      isSilenced = true;
      disable(...given);
    };
    lifecycles.enable = (...given: Rest) => {
      isSilenced = false;
      enable(...given);
    };
    const runFollowers: Run = async (action, uid, properties, states = new Map()) => {
      for (const follower of followersOf(strapi)) {
        const react = follower[action];
        if (typeof react !== 'function' || !follower.models.includes(uid)) continue;
        const event = createEvent(action, uid, properties, states.get(follower) ?? {});
        await react.call(follower, event);
        states.set(follower, event.state);
      }
      return states;
    };
    lifecycles.run = (...given: Parameters<Run>) =>
      isSilenced ? runFollowers(...given) : run.apply(lifecycles, given);
  },
};
