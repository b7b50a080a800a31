'use strict';

/** Sets the plugin's clock through the test hooks; where the app has none it stays now. */
const createTimeMachine = (api) => {
  let offset = 0;

  return {
    async goTo(ago) {
      const ms = -ago - offset;
      offset += (await api.want('POST', '/test-hooks/clock/advance', { ms })) ? ms : 0;
    },
    /** Strapi dates what it creates by the clock on the wall. */
    dateBack: (uid, ago) =>
      api.want('POST', '/test-hooks/call', {
        expression: `strapi.db.query('${uid}').updateMany({ data: { createdAt: new Date(Date.now() - ${ago}) } })`,
      }),
    /** What would leave within seconds. */
    sendMails: () =>
      api.want('POST', '/test-hooks/call', { expression: "strapi.plugin('gatehouse').service('mail').run()" }),
  };
};

module.exports = { createTimeMachine };
