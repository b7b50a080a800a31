import type { z } from 'zod';

import { ERROR_CODES } from '../../../shared/error-codes';
import fc from '../../support/fast-check';
import { isRunOfEverything } from '../../support/run';
import { contracts } from '../contracts';
import { shared, type Answer } from '../vocabulary';
import { addressOf, prepare, requestsOf } from './requests';

const { aUserAtWork, gatehouse, sql } = shared;

beforeAll(prepare);

/** Requests of each route, so many at a time. */
const ROUNDS = isRunOfEverything ? 3 : 1;
const AT_A_TIME = 8;

const codes = new Set(Object.keys(ERROR_CODES));
const assertHarmless = (name: string, contract: z.ZodType, { status, body }: Answer, sent: unknown) => {
  const said = JSON.stringify(body ?? '');
  const context = `${JSON.stringify(sent)?.slice(0, 500)} → ${status} ${said.slice(0, 500)}`;
  // A number that is made up may be that of the session that asks, which is then over.
  const isOver = name === 'endMySession' && status === 401;
  const isKnown = isOver || [200, 201, 202, 400, 403, 404, 409, 413, 429].includes(status);
  const isTold =
    status < 400
      ? contract.safeParse(body.data).success
      : status !== 400 || codes.has(body?.error?.details?.code) || body?.error?.name === 'SyntaxError';
  const leaks =
    /node_modules|\.[jt]s:\d|SQLITE|insert into|select `|select "|ER_[A-Z]+|violates|gatehouse_users/.test(
      said,
    );
  if (!isKnown || !isTold || (leaks && status >= 400)) {
    throw new Error(`not harmless: ${context}`);
  }
};

it.each(contracts)(
  '%s answers anything with what is declared, or says what is wrong with it',
  async (name, contract) => {
    const verb = contract.method.toLowerCase() as 'get' | 'post' | 'put' | 'delete';
    // Wrong passwords for one's own user count: whoever else asks goes on working.
    const asker = contract.path.startsWith('/me') ? await aUserAtWork() : {};

    await fc.assert(
      fc.asyncProperty(
        fc.array(requestsOf(contract), { minLength: AT_A_TIME, maxLength: AT_A_TIME }),
        async (requests) => {
          const answers = await Promise.all(
            requests.map((sent) =>
              gatehouse[verb](addressOf(contract, sent), {
                ...asker,
                ...(sent.body !== undefined && { body: sent.body }),
              }),
            ),
          );
          await sql('DELETE FROM ??', ['gatehouse_ip_rules']);
          answers.forEach((answer, turn) => assertHarmless(name, contract.response, answer, requests[turn]));
        },
      ),
      { numRuns: ROUNDS, endOnFailure: true },
    );
  },
);
