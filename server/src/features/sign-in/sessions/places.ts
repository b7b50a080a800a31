import { PLUGIN_ID } from '../../../../../shared/constants';
import type { Session } from '../../../../../shared/contracts/sessions';
import type { Config, Locate } from '../../../config';
import { printable } from '../../../domain/printable';
import type { Strapi } from '../../../platform/strapi';
import { withTimeLimit } from '../../../platform/with-time-limit';

/** How long a list waits for all its look-ups together. */
const PATIENCE_MS = 500;
const MAX_PLACE = 100;
const MAX_FAULT = 200;

/** Adds where each session was last seen, if the operator has configured `locate`. */
export const withPlaces = async (strapi: Strapi, sessions: Session[]): Promise<Session[]> => {
  const { locate } = strapi.config.get(`plugin::${PLUGIN_ID}`) as Config;
  if (!locate) return sessions;
  const addresses = new Set(sessions.flatMap(({ address }) => address ?? []));
  const { places, faults } = await findPlaces(locate, [...addresses]);
  if (faults.length > 0)
    strapi.log.warn(
      `[gatehouse] locate, of config/plugins, failed for ${faults.length} of ${addresses.size} addresses: ${faults[0]}`,
    );
  return sessions.map((session) => ({ ...session, location: places.get(session.address) ?? null }));
};

type Answer = { place: string | null; fault?: string };
const TOO_LATE: Answer = { place: null, fault: `no answer within ${PATIENCE_MS} ms` };

/**
 * Locates the addresses with the operator's function, all in parallel. Fails open, as it is only informative:
 * where the function throws, is too late or returns no text, the place is null.
 */
export const findPlaces = async (locate: Locate, addresses: readonly string[]) => {
  const answers = await Promise.all(
    addresses.map((address) => withTimeLimit(PATIENCE_MS, ask(locate, address), () => TOO_LATE)),
  );
  const places = new Map<string | null, string | null>(
    addresses.map((address, turn) => [address, answers[turn]?.place ?? null]),
  );
  return { places, faults: answers.flatMap(({ fault }) => fault ?? []) };
};

const ask = async (locate: Locate, address: string): Promise<Answer> => {
  try {
    return { place: shown(await locate(address)) };
  } catch (error) {
    return { place: null, fault: faultOf(error, address) };
  }
};

/** The answer of the operator's function, truncated and on one line. */
const shown = (answer: unknown) => {
  if (answer == null) return null;
  if (typeof answer !== 'string') throw new TypeError(`it answered no text but ${typeof answer}`);
  return printable(answer.trim().slice(0, MAX_PLACE)) || null;
};

/** The error for the server log, without the address, which doesn't belong there. */
const faultOf = (error: unknown, address: string) =>
  error instanceof Error
    ? printable(String(error.message).replaceAll(address, '(address)').slice(0, MAX_FAULT))
    : `it threw no error but ${typeof error}`;
