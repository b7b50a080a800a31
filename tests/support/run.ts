/** Whether this is the run of everything, for a night or a release: what is tried with chance inputs is tried more there. */
export const isRunOfEverything = process.env.GATEHOUSE_TEST_RUN === 'everything';
