import fc from 'fast-check';

/** The same inputs each time, so that only a change turns a test red; the run of everything looks for new ones. */
if (process.env.GATEHOUSE_TEST_RUN !== 'everything') fc.configureGlobal({ seed: 20_261_129 });

export default fc;
