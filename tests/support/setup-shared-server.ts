/** The worker's server, put back to how it was started: no file finds what another has left. */
beforeAll(async () => {
  const { GATEHOUSE_TEST_HALL: hall, JEST_WORKER_ID: worker } = process.env;
  const file = encodeURIComponent(expect.getState().testPath ?? '');
  const answer = await fetch(`${hall}/room?worker=${worker}&file=${file}`);
  if (!answer.ok) throw new Error(await answer.text());
  // Servers that the tests start inherit it.
  Object.assign(process.env, await answer.json());
}, 120_000);
