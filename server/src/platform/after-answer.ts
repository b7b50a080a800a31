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

/** Resolves when the current response has left, so that what follows can't delay it or show in its timing. */
export const answerHasLeft = (strapi: Strapi) => hasLeft(responseOf(strapi));

/**
 * Optional follow-up work, run once the change is committed and the response has left; never after a
 * rollback. Fails open: errors are logged.
 */
export const afterAnswer = (strapi: Strapi, what: string, work: () => Promise<unknown>) => {
  const response = responseOf(strapi);
  afterCommit(strapi, () => {
    void hasLeft(response)
      .then(work)
      .catch((error: unknown) => strapi.log.error(`[gatehouse] ${what}`, error));
  });
};
