/** Closes the hall. Fails a run that has left a secret in a log or a record. */
export default async function tearDown(): Promise<void> {
  const leaks = await globalThis.hall.close();
  if (leaks.length > 0) {
    throw new Error(`Secrets have been left behind:\n${leaks.join('\n')}`);
  }
}
