/**
 * Samples of several takers in turns of `block`, so that whatever else the machine does hits all of them.
 * A taker is given the number of its sample and gives milliseconds.
 */
export const alternate = async ({ samples, block, warmUp = 0 }, takers) => {
  const names = Object.keys(takers);
  const taken = Object.fromEntries(names.map((name) => [name, []]));
  for (const name of names) {
    for (let turn = 0; turn < warmUp; turn += 1) {
      await takers[name](turn);
    }
  }
  while (names.some((name) => taken[name].length < samples)) {
    for (const name of names) {
      for (let turn = 0; turn < block && taken[name].length < samples; turn += 1) {
        taken[name].push(await takers[name](warmUp + taken[name].length));
      }
    }
  }
  return taken;
};
