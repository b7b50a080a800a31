import { askHall } from './ask-hall';

/** The worker's server, put back to how it was started: no file finds what another has left. */
beforeAll(async () => {
  const env = await askHall<Record<string, string>>('/room', { file: expect.getState().testPath ?? '' });
  // Servers that the tests start inherit it.
  Object.assign(process.env, env);
}, 120_000);
