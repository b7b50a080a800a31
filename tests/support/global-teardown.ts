/** Ends the shared server; with GATEHOUSE_TEST_OUTPUT=1 what it had to say is shown. */
export default async function tearDown(): Promise<void> {
  const server = globalThis.sharedServer;
  await server?.stop();
  if (process.env.GATEHOUSE_TEST_OUTPUT === '1') {
    process.stdout.write(server?.output() ?? '');
  }
}
