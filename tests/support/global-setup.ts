import { build, type Hall, openHall } from './hall';

declare global {
  var hall: Hall;
}

/** Builds the plugin from the sources as they are, and opens the hall where workers find what they share. */
export default async function setUp(): Promise<void> {
  build('build.mjs');
  await openTheHall();
}

/** Once a run, whichever of its projects comes first. */
export const openTheHall = async () => {
  if (globalThis.hall) return;
  globalThis.hall = await openHall();
  // Workers inherit it: they begin after this.
  process.env.GATEHOUSE_TEST_HALL = globalThis.hall.url;
};
