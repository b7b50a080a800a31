import type { Context } from 'koa';

import { afterCommit } from './database';
import { currentContext } from './current-context';
import type { Strapi } from './strapi';

type Response = Context['res'] | undefined;

const responseOf = (strapi: Strapi): Response => currentContext(strapi)?.res;

const hasLeft = async (response: Response) => {
  if (!response || response.writableFinished || response.destroyed) return;
  await new Promise((resolve) => response.once('close', resolve));
};

/** The answer to the request that is under way has left, so that what follows can neither delay it nor be told by it. */
export const answerHasLeft = (strapi: Strapi) => hasLeft(responseOf(strapi));

/**
 * A nicety that follows what was done: when that is committed and the answer has left; never where it is undone. Fails
 * open: what goes wrong is logged.
 */
export const afterAnswer = (strapi: Strapi, what: string, work: () => Promise<unknown>) => {
  const response = responseOf(strapi);
  afterCommit(strapi, () => {
    void hasLeft(response)
      .then(work)
      .catch((error: unknown) => strapi.log.error(`[gatehouse] ${what}`, error));
  });
};
