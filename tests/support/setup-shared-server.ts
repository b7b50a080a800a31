import { askHall } from './ask-hall';

/** Resets the worker's server to how it was started: no file finds what another has left. */
beforeAll(async () => {
  const env = await askHall<Record<string, string>>('/room', { file: expect.getState().testPath ?? '' });
  // Inherited by servers that the tests start.
  Object.assign(process.env, env);
}, 120_000);
