/** Whether this is the run of everything, for a night or a release, which tries more random inputs. */
export const isRunOfEverything = process.env.GATEHOUSE_TEST_RUN === 'everything';
