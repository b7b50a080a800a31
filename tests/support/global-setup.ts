import { build, type Hall, openHall } from './hall';

declare global {
  var hall: Hall;
}

/** Builds the plugin from the present sources, and opens the hall where workers find what they share. */
export default async function setUp(): Promise<void> {
  build('build.mjs');
  await openTheHall();
}

/** Once per run, by whichever of its projects comes first. */
export const openTheHall = async () => {
  if (globalThis.hall) return;
  globalThis.hall = await openHall();
  // Workers start after this, and inherit it.
  process.env.GATEHOUSE_TEST_HALL = globalThis.hall.url;
};
