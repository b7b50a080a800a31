import { perStrapi } from './per-strapi';
import type { Strapi } from './strapi';

const turnsOf = perStrapi(() => {
  const waiting: (() => void)[] = [];
  const giveNext = () => {
    waiting.shift()?.();
    if (waiting.length > 0) setImmediate(giveNext);
  };
  return () =>
    new Promise<void>((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 1) setImmediate(giveNext);
    });
});

/**
 * Resolves when it is this one's turn, one in each round of the event loop. SQLite answers at once, so that of many
 * sign-ins that come together each would be dealt with up to its password before anybody else's request is read.
 */
export const inTurn = (strapi: Strapi): Promise<void> => turnsOf(strapi)();
