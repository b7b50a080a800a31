/** What the hall of this run (`hall.ts`) answers to a worker; throws with the hall's words if it fails. */
export const askHall = async <T>(path: string, about: Record<string, string> = {}): Promise<T> => {
  const { GATEHOUSE_TEST_HALL: hall, JEST_WORKER_ID: worker = '1' } = process.env;
  const answer = await fetch(`${hall}${path}?${new URLSearchParams({ worker, ...about })}`);
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as T;
};
