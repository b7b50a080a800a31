import { median } from './statistics.mjs';

const hook = async (server, path) =>
  (await server.post(`/test-hooks/queries/${path}`, { body: {} })).json().data;

const TURNS = 5;

/** Database statements of one turn of `work`, at a server with the test hooks: the median of a few, warmed up. */
export const queriesOf = async (server, work) => {
  const counts = [];
  let statements = [];
  for (let turn = 0; turn <= TURNS; turn += 1) {
    await hook(server, 'start');
    await work(turn);
    statements = await hook(server, 'stop');
    counts.push(statements.length);
  }
  return { count: median(counts.slice(1)), statements };
};
